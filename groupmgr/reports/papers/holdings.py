"""The records of the registers that name a unit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from groupmgr.reports import facts
from groupmgr.reports.collect import registers
from groupmgr.reports.collect.span import Span
from groupmgr.reports.compose.phrases import first
from groupmgr.reports.papers.facts import Holding

Parties = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Holdings:
    """The holdings of all units by the name of the unit on the cut-off day."""

    by_name: Mapping[str, tuple[Holding, ...]]

    @classmethod
    def read(cls, span: Span) -> "Holdings":
        """Read the registers as the report of the year lists them."""
        found: dict[str, list[Holding]] = {}
        for name, holding in _every(span):
            found.setdefault(name, []).append(holding)
        return cls({name: tuple(held) for name, held in found.items()})

    def of(self, name: str) -> tuple[Holding, ...]:
        """Return what names the unit."""
        return self.by_name.get(name, ())


def _every(span: Span) -> Iterator[tuple[str, Holding]]:
    for read in (_bases, _studios, _projects, _agreements):
        yield from read(span)


def _bases(span: Span) -> Iterator[tuple[str, Holding]]:
    for base in registers.bases(span):
        kind = f"{base.level}，{first(base.kinds, 1)}"
        for name, role in _roles((base.host, "依托"), (base.partners, "共建")):
            yield name, _holding("实训基地", base, kind, role)


def _studios(span: Span) -> Iterator[tuple[str, Holding]]:
    for studio in registers.studios(span):
        kind = f"{studio.level}，{studio.kind}"
        yield studio.host, _holding("大师工作室", studio, kind, "依托")


def _projects(span: Span) -> Iterator[tuple[str, Holding]]:
    for project in registers.projects(span):
        lead, *others = project.parties or ("",)
        for name, role in _roles((lead, "牵头"), (others, "合作")):
            yield name, _holding("合作项目", project, project.kind, role, project.began_this_year)


def _agreements(span: Span) -> Iterator[tuple[str, Holding]]:
    for agreement in registers.agreements(span):
        new = (agreement.signed_on or "").startswith(f"{span.year}-")
        for name in dict.fromkeys(agreement.parties):
            yield name, _holding("合作协议", agreement, agreement.kind, "签署", new)


def _roles(leading: tuple[str, str], others: tuple[Iterable[str], str]) -> Parties:
    """Give every unit one role: the first of those that it has."""
    roles = dict.fromkeys(others[0], others[1]) | dict([leading])
    return ((name, role) for name, role in roles.items() if name)


def _holding(
    register: str,
    record: facts.Base | facts.Studio | facts.Project | facts.Agreement,
    kind: str,
    role: str,
    new: bool = False,
) -> Holding:
    return Holding(
        register=register,
        number=record.number,
        name=record.name,
        kind=kind,
        role=role,
        state=record.state,
        new=new,
    )
