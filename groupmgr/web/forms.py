"""The form that hands its content to a service and keeps what was typed when that refuses."""

from collections.abc import Callable
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask_wtf import FlaskForm
from sqlalchemy.orm.exc import StaleDataError
from wtforms import Form as PlainForm
from wtforms import HiddenField
from wtforms.meta import DefaultMeta

from groupmgr.extensions import db
from groupmgr.kernel.base import Edited
from groupmgr.kernel.errors import Conflict, NotAllowed, RuleBroken
from groupmgr.web.errors import words_of
from groupmgr.web.filters import words

NOT_FACTS = {"csrf_token", "revision"}
CHANGED = "这条记录刚被别人改过。请看下面的不同之处；您填的内容都还在，再次保存将以您的为准"


class Difference(NamedTuple):
    """A field in which the stored record and the typed text differ after another's change."""

    label: str
    stored: str
    typed: str


class Form(FlaskForm):
    """A form that hands its content to a service.

    Made with `obj`, it starts from a record; where that is an `Edited` one,
    it remembers the revision that was read, so that the second of two editors
    sees both texts before anything is overwritten.
    """

    class Meta(FlaskForm.Meta):
        """Messages of WTForms in Chinese."""

        locales = ("zh",)
        get_translations = DefaultMeta.get_translations

    revision = HiddenField()

    def __init__(self, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(obj=obj, **kwargs)
        self._record = obj if isinstance(obj, Edited) and obj.id else None
        self.differences: list[Difference] = []

    def facts(self) -> dict[str, Any]:
        """Return the content without the fields only HTTP needs."""
        return {name: value for name, value in self.data.items() if name not in NOT_FACTS}

    def accepted(self, deed: Callable[[dict[str, Any]], object]) -> bool:
        """Validate, do the deed and commit; a rule it breaks becomes an error at its field."""
        if not self.validate_on_submit():
            return False
        try:
            self._refuse_old_revision()
            deed(self.facts())
            db.session.commit()
        except NotAllowed:
            raise
        except (RuleBroken, StaleDataError, sa.exc.OperationalError) as refusal:
            self._refused(refusal)
            return False
        return True

    def wrong_fields(self) -> list[tuple[Any, str]]:
        """Return the fields that hold errors, each with its first one, for the summary on top."""
        return [(field, _first(field.errors)) for field in self if field.errors]

    def _refuse_old_revision(self) -> None:
        """Compare with what the form was filled from; a form that does not say is new enough."""
        if self._record is not None and str(self.revision.data) != str(self._record.revision):
            raise Conflict(CHANGED)

    def _refused(self, refusal: Exception) -> None:
        db.session.rollback()
        match refusal:
            case Conflict() | StaleDataError():
                self._show_conflict()
            case RuleBroken():
                self._show(refusal)
            case sa.exc.OperationalError():
                self._show_fault(refusal)

    def _show_conflict(self) -> None:
        self.form_errors.append(CHANGED)
        if self._record is None:
            return
        db.session.refresh(self._record)
        columns = {column.key for column in type(self._record).__mapper__.column_attrs}
        for name in columns & set(self.facts()):
            stored = getattr(self._record, name)
            if stored != self[name].data:
                label = self[name].label.text
                self.differences.append(Difference(label, words(stored), words(self[name].data)))
        self.revision.data = str(self._record.revision)

    def _show_fault(self, error: sa.exc.OperationalError) -> None:
        """Say that the database cannot write now; what was typed stays in the page."""
        told = words_of(error)
        if told is None:
            raise error
        self.form_errors.append("。".join(told))

    def _show(self, broken: RuleBroken) -> None:
        if broken.field in self._fields:
            self[broken.field].errors = [*self[broken.field].errors, str(broken)]
        else:
            self.form_errors.append(str(broken))


class RowForm(PlainForm):
    """One row of a `RowsField`; a row whose first field is empty is no row."""

    class Meta:
        """Messages of WTForms in Chinese."""

        locales = ("zh",)

    def facts(self) -> dict[str, Any]:
        """Return the content of the row."""
        return dict(self.data)

    def is_blank(self) -> bool:
        """Tell whether nothing was filled in."""
        typed = next(iter(self)).raw_data
        return not typed or not typed[0]


def _first(errors: Any) -> str:
    """Return the first message, however deep the rows of a form lie."""
    found = errors
    while not isinstance(found, str):
        found = next(iter(found.values() if isinstance(found, dict) else [e for e in found if e]))
    return found
