"""Bring a table in as somebody, past the pages."""

from dataclasses import dataclass

from groupmgr.features import BOOKS
from groupmgr.groups.models import Group
from groupmgr.workbooks.desk_forms import read, sit_down
from groupmgr.workbooks.models import Import, Outcome
from groupmgr.workbooks.service import bringing, taking, undoing
from groupmgr.workbooks.service.comparing import compare


@dataclass
class Imported:
    """A table that was brought in, and its rows that differed."""

    made: Import
    rows: list

    @property
    def unchanged(self):
        return self.made.unchanged

    @property
    def outcomes(self):
        return [row.outcome for row in self.rows]

    @property
    def words(self):
        """What is wrong with each row."""
        return ["；".join(row.faults.values()) for row in self.rows]


def sit(session, actor, book):
    if isinstance(book, str):
        book = next(one for one in BOOKS if one.key == book)
    return sit_down(book, session(), session.get(Group, actor.group_id), actor)


def bring_in(session, actor, book, content, name="名册.xlsx"):
    """Compare a table, take over all that may be, conflicts too, and commit."""
    at = sit(session, actor, book)
    made = bringing.start(at, name, "")
    compare(at, read(at, name, content), made, _quietly)
    taking.choose_all(at.session, made, Outcome.CONFLICT, accepted=True)
    if bringing.counted(at.session, made).accepted:
        taking.begin(at.session, made)
        taking.take(at, made, _quietly)
    session.commit()
    return Imported(made, list(session.scalars(bringing.rows(made, None))))


def undo(session, actor, book, imported):
    undoing.undo(sit(session, actor, book), imported.made, _quietly)
    session.commit()


def _quietly(done, total):
    pass
