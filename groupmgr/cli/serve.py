"""Serve an installed, migrated home."""

import errno
import gc
from pathlib import Path
from typing import Any, cast

import click
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import with_appcontext
from waitress import create_server  # type: ignore[import-untyped]

from groupmgr.cli.database import migrate
from groupmgr.extensions import db
from groupmgr.features import HANDLERS, RECURRING, SHORT
from groupmgr.jobs.work import Handler, Work
from groupmgr.jobs.worker import Worker
from groupmgr.kernel.errors import RuleBroken

THREADS = 8
#: How many more objects there may be than before until garbage is looked for.
ALLOCATED = 10_000
#: What a proxy in front tells of the person behind it: believed from that proxy only.
FORWARDED = {"x-forwarded-for", "x-forwarded-proto"}


@click.command(help="启动服务。例：groupmgr serve --host 0.0.0.0 --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option("--port", default=8000, show_default=True, help="监听的端口。")
@click.option("--upgrade", is_flag=True, help="先建立或升级数据库。")
@with_appcontext
def serve(host: str, port: int, upgrade: bool) -> None:
    """Serve the pages, and do the jobs in threads beside them."""
    if upgrade:
        migrate()
    _ask_for_tables()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    home = Path(app.config["HOME"])
    proxy = app.config["TRUSTED_PROXY"]
    behind = {"trusted_proxy": proxy, "trusted_proxy_headers": FORWARDED} if proxy else {}
    try:
        server = create_server(app, host=host, port=port, threads=THREADS, **behind)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise RuleBroken(f"端口 {port} 已被占用，请用 --port 换一个") from error
        raise
    if app.config["WORKER"] == "thread":
        beside, first = _workers()
        beside.start()
        first.start()
    click.echo(f"职教集团管理已启动：http://{host}:{port}/")
    logins = home / "demo-logins.txt"
    if logins.exists():
        click.echo(logins.read_text(encoding="utf-8").rstrip())
    settle()
    server.run()


def settle() -> None:
    """Look for garbage among what requests make, and seldom: the program itself stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATED)


@click.command(help="单独运行后台工作进程。例：groupmgr worker")
@with_appcontext
def worker() -> None:
    """Do the jobs of an installation whose pages are served elsewhere."""
    _ask_for_tables()
    beside, first = _workers()
    beside.start()
    first.run()


def _workers() -> tuple[Worker, Worker]:
    """Return one for what people wait for, and one for all that comes."""
    settings = dict(current_app.config)
    app = cast(Any, current_app)._get_current_object()
    handlers = {kind: _inside(app, handler) for kind, handler in HANDLERS.items()}
    told = (db.engine, handlers, Path(settings["HOME"]), settings)
    return Worker(*told, kinds=SHORT), Worker(*told, RECURRING)


def _inside(app: Flask, handler: Handler) -> Handler:
    """Let a handler know the application, whatever thread it runs in."""

    def work(work: Work) -> None:
        with app.app_context():
            handler(work)

    return work


def _ask_for_tables() -> None:
    if not sa.inspect(db.engine).has_table("alembic_version"):
        raise RuleBroken("数据库还没有建立，请先执行 groupmgr db upgrade")
