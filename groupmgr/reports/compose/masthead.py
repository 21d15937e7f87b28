"""What stands around the text, in the layout that was chosen for the year."""

from groupmgr.official.pieces import Foot, Head, Signature
from groupmgr.reports.compose.phrases import day
from groupmgr.reports.facts import Facts, Group, Imprint
from groupmgr.reports.outline import Address, Cover, Official


def cover(facts: Facts, imprint: Imprint | None) -> Cover:
    """Compose the title, the signature and the pieces of the layout."""
    group, subject = facts.group.name, f"{facts.year}年度工作报告"
    headline = facts.masthead.headline if facts.masthead.layout == "address" else ""
    dated = day(imprint.dated if imprint else facts.as_of, with_year=True)
    address = facts.masthead.layout == "address"
    return Cover(
        group,
        subject,
        headline or f"{group}\n{subject}",
        Signature(name=facts.masthead.signed_by or f"{group}秘书处", dated=dated),
        _record(facts, imprint),
        _address(facts) if address else _official(facts, imprint, dated),
    )


def _official(facts: Facts, imprint: Imprint | None, dated: str) -> Official:
    found, group = facts.masthead, facts.group
    number, signer = (imprint.number, imprint.signer) if imprint else ("", "")
    return Official(
        Head(
            mark=found.letterhead or f"{group.name}文件",
            number=number,
            signer=signer if found.upward else "",
        ),
        found.addressee,
        _contact(group),
        Foot(issuer=found.issuer or f"{group.name}秘书处", dated=dated, copies=found.copies),
    )


def _address(facts: Facts) -> Address:
    found = facts.masthead
    return Address(
        f"——{facts.group.name}{facts.year}年度工作报告" if found.headline else "",
        f"会议资料{found.paper}" if found.paper else "",
        found.meeting,
        f"（{day(found.spoken_on, with_year=True)}）" if found.spoken_on else "",
        found.reporter,
        found.salutation,
        found.greeting,
        found.closing,
    )


def _record(facts: Facts, imprint: Imprint | None) -> tuple[tuple[str, str], ...]:
    """Tell of which edition this is; who has the file finds the rest by its fingerprint."""
    borne = (("发文字号", imprint.number), ("签发人", imprint.signer)) if imprint else ()
    return (("数据截止日", day(facts.as_of, with_year=True)), *(pair for pair in borne if pair[1]))


def _contact(group: Group) -> str:
    lines = (
        ("联系电话", group.phone),
        ("地址", group.address),
        ("邮箱", group.email),
        ("邮编", group.zip_code),
    )
    return "；".join(f"{label}：{words}" for label, words in lines if words)
