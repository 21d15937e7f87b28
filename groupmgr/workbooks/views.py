"""The pages of a register as a workbook: download, bring back, look through, take over, undo."""

import io
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField

from groupmgr.extensions import db
from groupmgr.jobs import service as jobs
from groupmgr.jobs.models import Job
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.web.access import actor, group, needs
from groupmgr.web.answers import done
from groupmgr.web.fields import Required
from groupmgr.web.forms import Form
from groupmgr.web.workbook import XLSX
from groupmgr.workbooks.book import Book
from groupmgr.workbooks.desk_forms import COMPARE, JOB, TAKE, UNDO, desk, do, read, seal, waiting
from groupmgr.workbooks.models import Import, ImportState, Outcome
from groupmgr.workbooks.service import bringing, taking, undoing

# More rows than this take longer than a person waits.
AT_ONCE = 60
PAGE = 50
SHELL = "命令行"
LATEST = 10


class UploadForm(Form):
    """The workbook."""

    file = FileField(
        "填好的表",
        [Required()],
        description="从这里下载的填报表；学校发来的 .xlsx、.xls、.ods、.csv 也可以，常见列名都认得",
    )


def pages(book: Book) -> Blueprint:
    """Return the pages of a register's workbook."""
    bp = Blueprint(book.endpoint, __name__, url_prefix=f"/g/<group>/{book.key}/workbook")
    its, open_to = _Pages(book), needs(book.action)
    bp.add_url_rule("/", "index", open_to(lambda: its.index()), methods=["GET", "POST"])
    bp.add_url_rule("/sheet", "sheet", open_to(lambda: its.sheet()))
    bp.add_url_rule("/<int:key>", "show", open_to(lambda key: its.show(key)))
    bp.add_url_rule("/<int:key>", "decide", open_to(lambda key: its.decide(key)), methods=["POST"])
    bp.add_url_rule("/<int:key>/on", "go_on", open_to(lambda key: its.go_on(key)), methods=["POST"])
    bp.add_url_rule("/<int:key>/undo", "undo", open_to(lambda key: its.undo(key)), methods=["POST"])
    bp.add_url_rule("/<int:key>/rest", "rest", open_to(lambda key: its.rest(key)))
    return bp


@dataclass(frozen=True, slots=True)
class _Pages:
    book: Book

    def index(self) -> ResponseReturnValue:
        """Offer the workbook, and take one in."""
        form = UploadForm()
        found: list[Import] = []
        if form.accepted(lambda facts: found.append(self._bring(facts["file"]))):
            return done("已比对，还没有导入", self._address(found[0]))
        latest = db.session.execute(bringing.seen(actor(), self.book).limit(LATEST)).all()
        return self._page("workbooks/index.html", form=form, latest=latest)

    def sheet(self) -> ResponseReturnValue:
        """Hand out the workbook."""
        content = bringing.hand_out(desk(self.book), seal(), group().short_name)
        return _send(content, f"{self.book.name}填报表")

    def show(self, key: int) -> ResponseReturnValue:
        """Show what every row wants, and what became of it."""
        (made, by), session = self._seen(key), db.session()
        job, is_open = _job(made)
        view = next((one for one in Outcome if one.value == request.args.get("view")), None)
        page = max(request.args.get("page", 1, int), 1)
        query = bringing.rows(made, view)
        counted = bringing.counted(session, made)
        listed = counted.rows.get(view, 0) if view else counted.total
        return self._page(
            "workbooks/show.html",
            made=made,
            by=by,
            is_own=made.account_id == actor().account_id,
            job=job if is_open or (job and job.state == "failed") else None,
            stopped=not is_open and made.state in (ImportState.TAKING, ImportState.UNDOING),
            undoable=not is_open and made.state in (*undoing.WHOLE, ImportState.UNDOING),
            before=jobs.before(session, job) if job else 0,
            counted=counted,
            rows=session.scalars(query.limit(PAGE).offset((page - 1) * PAGE)).all(),
            view=view,
            page=page,
            last=max(1, -(-listed // PAGE)),
        )

    def decide(self, key: int) -> ResponseReturnValue:
        """Keep what was ticked, and turn the page or take over what was accepted."""
        made, session = self._fetch(key), db.session()
        shown, ticked = request.form.getlist("shown", int), request.form.getlist("row", int)
        taking.choose(session, made, shown, ticked)
        wish, _, what = request.form.get("do", "").partition(":")
        if wish == TAKE:
            return self._take(made)
        if wish in ("all", "none"):
            chosen = next((one for one in Outcome if one.value == what), None)
            taking.choose_all(session, made, chosen, accepted=wish == "all")
            return done("已勾选" if wish == "all" else "已取消勾选", self._address(made, what))
        session.commit()
        view, _, page = what.partition(":")
        return redirect(self._address(made, view, page), 303)

    def _take(self, made: Import) -> ResponseReturnValue:
        if not bringing.counted(db.session(), made).accepted:
            return done("请先勾选要导入的行", self._address(made))
        self._do(TAKE, made, taking.begin(db.session(), made))
        return done(self._words(made), self._address(made))

    def go_on(self, key: int) -> ResponseReturnValue:
        """Take over the rest of what stopped on its way."""
        made, _ = self._seen(key)
        _refuse_open(made)
        counted = bringing.counted(db.session(), made)
        self._do(TAKE, made, counted.accepted - counted.taken)
        return done(self._words(made), self._address(made))

    def undo(self, key: int) -> ResponseReturnValue:
        """Bring every record back to what it said before."""
        made, _ = self._seen(key)
        _refuse_open(made)
        self._do(UNDO, made, bringing.counted(db.session(), made).taken)
        return done(self._words(made), self._address(made))

    def rest(self, key: int) -> ResponseReturnValue:
        """Hand out what was not taken over, with the reasons."""
        made, _ = self._seen(key)
        content = bringing.rest(desk(self.book), seal(), group().short_name, made)
        return _send(content, f"{self.book.name}待修改")

    def _bring(self, upload: Any) -> Import:
        content, at = upload.read(), desk(self.book)
        db.session.commit()  # Nobody waits while a large file is read.
        brought = read(at, upload.filename or "", content)
        made = bringing.start(at, upload.filename or "", waiting().put(content))
        self._do(COMPARE, made, len(brought.rows))
        return made

    def _do(self, deed: str, made: Import, count: int) -> None:
        """Do it now where that is quick, and have it done otherwise."""
        if count <= AT_ONCE:
            do(deed, desk(self.book), made)
            return
        arguments = {"import_id": made.id, "deed": deed, "account_id": actor().account_id}
        jobs.queue(db.session(), actor(), JOB, _job_key(made), arguments)

    def _words(self, made: Import) -> str:
        if made.state is ImportState.UNDONE:
            return "已撤销，各条记录恢复到导入以前"
        if made.state is ImportState.TAKEN:
            return f"已导入 {bringing.counted(db.session(), made).taken} 行"
        return "已开始，可以离开本页"

    def _fetch(self, key: int) -> Import:
        query = bringing.own(actor(), self.book).where(Import.id == key)
        return db.session.scalar(query) or abort(404)

    def _seen(self, key: int) -> tuple[Import, str]:
        """Return a workbook with who brought it back."""
        found = db.session.execute(
            bringing.seen(actor(), self.book).where(Import.id == key)
        ).first()
        return (found[0], found[1] or SHELL) if found else abort(404)

    def _address(self, made: Import, view: str = "", page: str = "") -> str:
        asked = {"view": view, "page": page}
        wanted: dict[str, Any] = {name: value for name, value in asked.items() if value}
        return url_for(f"{self.book.endpoint}.show", key=made.id, **wanted)

    def _page(self, template: str, **values: Any) -> str:
        return render_template(template, book=self.book, outcomes=list(Outcome), **values)


def _job(made: Import) -> tuple[Job | None, bool]:
    """Return the last job for a workbook, and whether it is under way."""
    job = jobs.latest(db.session(), _job_key(made))
    return job, job is not None and job.state in jobs.OPEN


def _refuse_open(made: Import) -> None:
    if _job(made)[1]:
        raise RuleBroken("这份表正在处理，请等它结束，或者先取消")


def _job_key(made: Import) -> str:
    return f"{JOB}-{made.id}"


def _send(content: bytes, name: str) -> ResponseReturnValue:
    file_name = f"{name}_{today():%Y%m%d}.xlsx"
    return send_file(io.BytesIO(content), XLSX, as_attachment=True, download_name=file_name)
