"""A paper before it is a page or a file."""

from dataclasses import dataclass

from groupmgr.official.pieces import Signature
from groupmgr.reports.outline import Block, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A short official document without a red head; `appended` stands behind the signature.

    `code` is what it is found by, `address` where; `note` says in small letters
    what its figures rest on.
    """

    title: str
    subject: str
    sections: tuple[Section, ...]
    signature: Signature
    code: str
    address: str
    note: str
    appended: tuple[Block, ...] = ()
