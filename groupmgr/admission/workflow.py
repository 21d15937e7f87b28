"""Which step leads an application from which state to which (5-rules.md 5.3)."""

from groupmgr.kernel.labels import Label
from groupmgr.kernel.workflow import Workflow
from groupmgr.members.labels import MembershipState


class Step(Label):
    """What is done with an application, by the applicant or the secretariat."""

    TAKE = "take", "开始初审"
    RETURN = "return", "退回补正"
    RESUBMIT = "resubmit", "补正后重新提交"
    PUT_FORWARD = "put-forward", "提交审议"
    APPROVE = "approve", "登记审议通过"
    REFUSE = "refuse", "不予通过"
    ADMIT = "admit", "办结入会手续"


FLOW = Workflow(
    {
        (MembershipState.SUBMITTED, Step.TAKE): MembershipState.CHECKED,
        (MembershipState.CHECKED, Step.PUT_FORWARD): MembershipState.DELIBERATED,
        (MembershipState.CHECKED, Step.RETURN): MembershipState.RETURNED,
        (MembershipState.CHECKED, Step.REFUSE): MembershipState.REFUSED,
        (MembershipState.RETURNED, Step.RESUBMIT): MembershipState.SUBMITTED,
        (MembershipState.DELIBERATED, Step.APPROVE): MembershipState.FORMALITIES,
        (MembershipState.DELIBERATED, Step.REFUSE): MembershipState.REFUSED,
        (MembershipState.FORMALITIES, Step.ADMIT): MembershipState.FULL,
    }
)
# Where the secretariat has something to do.
OURS = (
    MembershipState.SUBMITTED,
    MembershipState.CHECKED,
    MembershipState.DELIBERATED,
    MembershipState.FORMALITIES,
)
