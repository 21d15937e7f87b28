"""The pages of an import, the same for every kind of list: choose, look through, import."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from sqlalchemy.orm import Session

from groupmgr.extensions import db
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor
from groupmgr.tables.answers import Imported, Outcome
from groupmgr.tables.reader import Heading
from groupmgr.tables.waiting import Waiting
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done
from groupmgr.web.fields import Required
from groupmgr.web.forms import Form
from groupmgr.web.workbook import send_workbook

SHOWN = 300


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of list: how it is called, who may import it and how, and where its records stand."""

    name: str
    action: Action
    run: Callable[[Session, Actor, str, bytes], Imported]
    headings: Sequence[Heading]
    index: str
    note: str


class UploadForm(Form):
    """The file."""

    file = FileField("文件", [Required()], description=".xlsx、.xls、.ods 或 .csv，不超过 20 MB")


def add_import(bp: Blueprint, kind: Kind) -> None:
    """Give a blueprint the pages of an import."""
    pages = _Pages(kind, bp.name)
    open_to = needs(kind.action)
    bp.add_url_rule("/", "upload", open_to(lambda: pages.upload()), methods=["GET", "POST"])
    bp.add_url_rule("/blank", "blank", open_to(lambda: pages.blank()))
    bp.add_url_rule("/refused", "refused", open_to(lambda: pages.refused()), methods=["POST"])
    bp.add_url_rule("/run", "run", open_to(lambda: pages.run()), methods=["POST"])


@dataclass(frozen=True, slots=True)
class _Pages:
    kind: Kind
    blueprint: str

    def upload(self) -> ResponseReturnValue:
        """Take a file and show what an import of it would do."""
        form = UploadForm()
        if form.validate_on_submit():
            name, content = form.file.data.filename, form.file.data.read()
            try:
                imported = self._tried(name, content)
            except RuleBroken as broken:
                form.file.errors = [str(broken)]
            else:
                return self._preview(imported, name, content)
        return render_template("tables/upload.html", form=form, kind=self.kind)

    def blank(self) -> ResponseReturnValue:
        """Hand out an empty sheet with the heads that are understood."""
        return send_workbook(
            f"{self.kind.name}导入表", [one.label for one in self.kind.headings], []
        )

    def refused(self) -> ResponseReturnValue:
        """Hand out the rows that would be refused, each with its reason."""
        return send_workbook("待修改", *self._tried(*_waiting()).refused())

    def run(self) -> ResponseReturnValue:
        """Import the file that was looked through."""
        imported = self.kind.run(db.session(), actor(), *_waiting())
        return done(f"已导入：{imported.summary()}", url_for(self.kind.index))

    def _tried(self, name: str, content: bytes) -> Imported:
        """Return the answers of an import that is taken back at once."""
        try:
            return self.kind.run(db.session(), actor(), name, content)
        finally:
            db.session.rollback()

    def _preview(self, imported: Imported, name: str, content: bytes) -> ResponseReturnValue:
        key = _folder().put(content)
        told = [answer for answer in imported.answers if answer.outcome is not Outcome.UNCHANGED]
        values: dict[str, Any] = {"imported": imported, "outcomes": list(Outcome), "key": key}
        shown = sorted(told, key=lambda answer: answer.outcome is not Outcome.REFUSED)[:SHOWN]
        return render_template(
            "tables/preview.html",
            kind=self.kind,
            file_name=name,
            shown=shown,
            hidden=len(told) - len(shown),
            **values,
        )


def _folder() -> Waiting:
    return Waiting.under(current_app.config["HOME"])


def _waiting() -> tuple[str, bytes]:
    return request.form.get("name", ""), _folder().read(request.form.get("key", ""))
