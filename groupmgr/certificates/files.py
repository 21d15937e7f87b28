"""Photos of certificates and plaques as they were handed over or hung."""

from groupmgr.attachments.service import Place
from groupmgr.certificates.models import Certificate
from groupmgr.policy import Action

PHOTOS = Place(
    "photos",
    "certificate_id",
    record=Certificate,
    part=Certificate,
    key="id",
    view=Action.MEMBER_EDIT,
    edit=Action.MEMBER_EDIT,
    words=lambda one: f"{one.kind.label}{one.number}",
    page="certificates.show",
    named="certificate_id",
)
