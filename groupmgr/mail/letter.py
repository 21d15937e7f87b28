"""A letter as it is written, and as it is sent: plain text with simple HTML beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape

from groupmgr.kernel.clock import BEIJING, now
from groupmgr.kernel.errors import RuleBroken

MOST = 254
_PAGE = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"></head><body>{}</body></html>'
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject, paragraphs, one address to open with its words, and who writes."""

    subject: str
    paragraphs: Sequence[str]
    link: str
    label: str
    closing: Sequence[str]

    def text(self) -> str:
        """Return it as plain text."""
        return "\n\n".join([*self.paragraphs, f"{self.label}：\n{self.link}", *self.closing]) + "\n"

    def html(self) -> str:
        """Return it as a page that loads nothing: no pictures, no styles from elsewhere."""
        opened = f'<p><a href="{escape(self.link)}">{escape(self.label)}</a></p>'
        before = [f"<p>{escape(one)}</p>" for one in self.paragraphs]
        after = [f"<p>{escape(one)}</p>" for one in self.closing]
        return _PAGE.format("".join([*before, opened, *after]))


def message(letter: Letter, sender: Address, to: Address, number: int) -> EmailMessage:
    """Return the letter for one address; sent twice it keeps its number, so that it is one."""
    made = EmailMessage(SMTP)
    made["From"], made["To"] = sender, to
    made["Subject"] = one_line(letter.subject)
    made["Date"] = format_datetime(now().replace(tzinfo=BEIJING))
    made["Message-ID"] = f"<groupmgr-{number}@{sender.domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text())
    made.add_alternative(letter.html(), subtype="html")
    return made


def address(words: str, name: str = "", field: str | None = None) -> Address:
    """Return an address that can stand in a header; raise `RuleBroken` for what is none."""
    typed = words.strip()
    local, _, domain = typed.rpartition("@")
    plain = typed.isascii() and typed.isprintable() and len(typed) <= MOST
    if not (plain and local and "." in domain.strip(".")) or set(typed) & set(' ,;:<>()[]"\\'):
        raise RuleBroken("邮箱写法不对，如 name@example.cn", field)
    try:
        return Address(one_line(name), addr_spec=typed)
    except (ValueError, IndexError) as error:
        raise RuleBroken("邮箱写法不对，如 name@example.cn", field) from error


def sender_of(words: str) -> Address:
    """Return the address in words such as 云岭职教集团 <noreply@example.cn>."""
    name, plain = parseaddr(words)
    return address(plain, name)


def one_line(words: str) -> str:
    """Return the words without line ends and other signs of control: what a header may hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
