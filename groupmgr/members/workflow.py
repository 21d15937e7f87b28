"""Which step leads a membership from which state to which (5-rules.md 5.3)."""

from groupmgr.kernel.labels import Label
from groupmgr.kernel.workflow import Workflow
from groupmgr.members.labels import EndReason, MembershipState


class MembershipStep(Label):
    """What the secretariat does with a member."""

    SUSPEND = "suspend", "暂停资格"
    RESUME = "resume", "恢复资格"
    ANNOUNCE = "announce", "登记拟退出"
    LEAVE = "leave", "办理退出"
    STAY = "stay", "撤回退出"
    DEEM_LEFT = "deem-left", "视为自动退出"
    REMOVE = "remove", "除名"


FLOW = Workflow(
    {
        (MembershipState.FULL, MembershipStep.SUSPEND): MembershipState.SUSPENDED,
        (MembershipState.SUSPENDED, MembershipStep.RESUME): MembershipState.FULL,
        (MembershipState.FULL, MembershipStep.ANNOUNCE): MembershipState.LEAVING,
        (MembershipState.SUSPENDED, MembershipStep.ANNOUNCE): MembershipState.LEAVING,
        (MembershipState.LEAVING, MembershipStep.LEAVE): MembershipState.LEFT,
        (MembershipState.LEAVING, MembershipStep.STAY): MembershipState.FULL,
        (MembershipState.FULL, MembershipStep.DEEM_LEFT): MembershipState.DEEMED_LEFT,
        (MembershipState.FULL, MembershipStep.REMOVE): MembershipState.REMOVED,
        (MembershipState.SUSPENDED, MembershipStep.REMOVE): MembershipState.REMOVED,
    }
)

# The steps that end a membership, each with the reason that the roll states.
ENDS = {
    MembershipStep.LEAVE: EndReason.WRITTEN,
    MembershipStep.DEEM_LEFT: EndReason.SILENT,
    MembershipStep.REMOVE: EndReason.REMOVED,
}
# The steps that only a vote can decide.
VOTED = (MembershipStep.REMOVE,)
