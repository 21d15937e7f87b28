"""会议与治理: which meetings were held, who came, and what became of their resolutions."""

from groupmgr.reports.compose.book import Book, cited, plain, tally
from groupmgr.reports.compose.cadence import Kept, cadences
from groupmgr.reports.compose.phrases import clause, paragraph, section, sentence
from groupmgr.reports.compose.pictures import columns
from groupmgr.reports.facts import Meeting
from groupmgr.reports.outline import Block, Runs, Section

_QUARTERS = ("一季度", "二季度", "三季度", "四季度")
_KINDS = 3


def governance(book: Book) -> tuple[Section, ...]:
    """Compose the section."""
    held = [meeting for meeting in book.facts.meetings if meeting.held]
    return section(
        "governance",
        "会议与治理",
        parts=(
            *section(
                "held",
                "会议召开情况",
                *paragraph("summary", _held(held), _cadence(book)),
                *_quarters(held),
            ),
            *section(
                "presence",
                "成员参与情况",
                *paragraph("summary", _attendance(book, held), _reporting(book)),
            ),
            *section("resolved", "议定事项落实情况", *paragraph("summary", _resolved(book, held))),
        ),
    )


def _held(held: list[Meeting]) -> Runs:
    return sentence(
        *tally([meeting.kind for meeting in held], "meetings", "次"),
        opening="集团坚持按章程和工作制度议事，全年召开",
        mark="、",
    )


def _cadence(book: Book) -> Runs:
    """Say of every meeting that a rule calls for whether it was held as often as that."""
    return sentence(
        *(_said(kept) for kept in cadences(book.facts) if kept.spans),
        opening="按规定频次应召开的会议中，",
        mark="；",
    )


def _said(kept: Kept) -> Runs:
    rule = kept.rule
    asked = f"{rule.kind}（{rule.per}不少于{rule.amount}次）"
    return clause(
        f"{asked}{'、'.join(kept.missed)}未达要求" if kept.missed else f"{asked}已按要求召开"
    )


def _quarters(held: list[Meeting]) -> tuple[Block, ...]:
    if not held:
        return ()
    kinds = [meeting.kind for meeting in held]
    ranked = sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind))
    series = {plain(kind): _by_quarter(held, (kind,)) for kind in ranked[:_KINDS]}
    if rest := tuple(ranked[_KINDS:]):
        series["其他会议"] = _by_quarter(held, rest)
    summary = f"全年共召开{len(held)}次，其中{ranked[0]}{kinds.count(ranked[0])}次。"
    return (columns("quarters", "各季度召开会议次数", summary, _QUARTERS, series),)


def _by_quarter(held: list[Meeting], kinds: tuple[str, ...]) -> tuple[int, ...]:
    quarters = [(int(m.held_on[5:7]) - 1) // 3 for m in held if m.kind in kinds]
    return tuple(quarters.count(quarter) for quarter in range(4))


def _attendance(book: Book, held: list[Meeting]) -> Runs:
    attended = sum(meeting.attended for meeting in held)
    return sentence(
        clause("各次会议参会单位合计", cited("meetings", attended, "家次")),
        clause("成员参会率", book.bound("G13")),
        book.change("G13"),
    )


def _reporting(book: Book) -> Runs:
    return sentence(
        clause("近一年参加活动或会议的成员单位占", book.bound("G16")),
        clause("填报及时率", book.bound("G17")),
        clause("佐证完备率", book.bound("K07")),
    )


def _resolved(book: Book, held: list[Meeting]) -> Runs:
    done = sum(matter.done for matter in book.facts.follow_ups)
    return sentence(
        clause("各次会议形成决议", cited("meetings", sum(len(m.resolutions) for m in held), "项")),
        clause("跟踪督办事项", cited("follow-ups", len(book.facts.follow_ups), "项")),
        clause("其中已完成", cited("follow-ups", done, "项")),
        clause("议定事项按期办结率", book.bound("G14")),
    )
