"""The words of confirmation by link."""

from groupmgr.kernel.labels import Label


class LinkState(Label):
    """What can still be done with a link."""

    OPEN = "open", "链接有效"
    USED = "used", "已答复"
    EXPIRED = "expired", "逾期"
    REVOKED = "revoked", "链接已撤销"
    CLOSED = "closed", "不需要确认"
