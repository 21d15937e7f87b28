"""Turn broken rules and faults into answers that people understand; nobody sees a trace."""

import errno

import sqlalchemy as sa
from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from groupmgr.extensions import db
from groupmgr.kernel.errors import Conflict, NotAllowed, RuleBroken

WORDS = {
    400: ("请求不完整", "请返回上一页，检查后重新提交。"),
    404: ("没有找到", "内容可能已移动，或者您没有查看的权限。"),
    405: ("不能这样打开", "请从菜单或列表进入。"),
    413: ("文件太大", "单个文件不超过 20 MB，请压缩后再传。"),
    429: ("操作太频繁", "请等一分钟再试。"),
    500: ("系统出错了", "已经记录下来，您填的内容没有保存。请稍后再试，仍不行请联系管理员。"),
}
FULL = ("磁盘已满", "内容没有保存。请管理员清理磁盘空间后再试。")
READ_ONLY = ("数据目录不能写入", "内容没有保存。请管理员检查数据目录的权限。")
BUSY = ("系统正忙", "内容没有保存，请稍候再提交一次。")
STALE = "这条记录刚被别人改过，您的修改没有保存。请返回后刷新，先看变化再保存"
EXPIRED = ("页面停留太久", "请返回上一页刷新后重新提交。")
FAULTS = {
    "database or disk is full": FULL,
    "disk I/O error": FULL,
    "readonly database": READ_ONLY,
    "unable to open database": READ_ONLY,
    "database is locked": BUSY,
}


def register(app: Flask) -> None:
    """Answer for every error."""
    app.register_error_handler(RuleBroken, _broken)
    app.register_error_handler(StaleDataError, lambda error: _broken(Conflict(STALE)))
    app.register_error_handler(CSRFError, lambda error: _page(400, *EXPIRED))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(sa.exc.OperationalError, _database)
    app.register_error_handler(OSError, _system)
    app.register_error_handler(Exception, _unexpected)


def _broken(error: RuleBroken) -> ResponseReturnValue:
    if isinstance(error, NotAllowed):
        return _page(403, "没有权限", f"{error}。需要时请联系集团秘书处或本单位管理员。")
    title = "记录已有变化" if isinstance(error, Conflict) else "不能这样做"
    return _page(409, title, f"{error}。")


def _http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400 or error.response is not None:
        return error
    return _page(code, *WORDS.get(code, WORDS[400 if code < 500 else 500]))


def words_of(error: sa.exc.OperationalError) -> tuple[str, str] | None:
    """Return the title and the advice for a database that cannot write, or nothing for a fault."""
    return next((words for sign, words in FAULTS.items() if sign in str(error.orig)), None)


def _database(error: sa.exc.OperationalError) -> ResponseReturnValue:
    words = words_of(error)
    if words is None:
        return _unexpected(error)
    current_app.logger.error("database: %s", error.orig)
    return _page(503, *words)


def _system(error: OSError) -> ResponseReturnValue:
    words = {
        errno.ENOSPC: FULL,
        errno.EDQUOT: FULL,
        errno.EROFS: READ_ONLY,
        errno.EACCES: READ_ONLY,
    }
    if error.errno not in words:
        return _unexpected(error)
    current_app.logger.error("files: %s", error)
    return _page(503, *words[error.errno])


def _unexpected(error: Exception) -> ResponseReturnValue:
    current_app.logger.exception("unexpected", exc_info=error)
    return _page(500, *WORDS[500])


def _page(status: int, title: str, advice: str) -> Response:
    """Answer a page, or to htmx a message that it puts above the content."""
    db.session.rollback()
    words = {"title": title, "advice": advice}
    if request.headers.get("HX-Request"):
        answer = make_response(render_template("ui/problem.html", **words), status)
        answer.headers["HX-Retarget"] = "#messages"
        answer.headers["HX-Reswap"] = "innerHTML"
        answer.headers["HX-Reselect"] = ".gm-note"
        return answer
    if g.get("group") is not None and status < 500:
        return make_response(render_template("ui/error.html", **words), status)
    # Drawn without asking who is signed in: the database may be what is broken.
    page = current_app.jinja_env.get_template("ui/error_plain.html")
    return make_response(page.render(words), status)
