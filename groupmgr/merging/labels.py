"""The words of joining and merging."""

from groupmgr.kernel.labels import Label


class RequestState(Label):
    """How far a request to join has come."""

    WAITING = "waiting", "待答复"
    ACCEPTED = "accepted", "已同意"
    DECLINED = "declined", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"
