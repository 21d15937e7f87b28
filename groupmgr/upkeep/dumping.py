"""The database as one file, taken while people work, and back again."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from groupmgr.files.models import StoredFile
from groupmgr.kernel.errors import RuleBroken
from groupmgr.upkeep import versions


@dataclass(frozen=True, slots=True)
class Dumped:
    """What the database was at the moment of which the file tells."""

    revision: str
    hashes: tuple[str, ...]


def dump(engine: sa.Engine, place: Path) -> Dumped:
    """Write the whole database as of one moment; nobody waits for it."""
    return _dump_postgresql(engine, place) if _is_server(engine) else _dump_sqlite(engine, place)


def load(engine: sa.Engine, place: Path) -> None:
    """Fill an empty database from a file, wholly or not at all."""
    if _is_server(engine):
        options = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
        _run("pg_restore", engine, *options, "--dbname", engine.url.database or "", str(place))
        return
    engine.dispose()
    database = Path(engine.url.database or "")
    draft = database.with_name(f".{database.name}.part")
    shutil.move(place, draft)
    for leftover in ("-wal", "-shm"):  # of the empty database: never to be read into this one
        database.with_name(database.name + leftover).unlink(missing_ok=True)
    draft.replace(database)


def _is_server(engine: sa.Engine) -> bool:
    return engine.dialect.name == "postgresql"


def _dump_sqlite(engine: sa.Engine, place: Path) -> Dumped:
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("VACUUM INTO ?", (str(place),))
    copy = sa.create_engine(sa.URL.create("sqlite", database=str(place)), poolclass=sa.NullPool)
    with copy.connect() as reading:
        return _told(reading)


def _dump_postgresql(engine: sa.Engine, place: Path) -> Dumped:
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as reading:
        snapshot = reading.scalar(sa.select(sa.func.pg_export_snapshot()))
        options = ("--format=custom", f"--snapshot={snapshot}", "--file", str(place))
        _run("pg_dump", engine, *options)
        return _told(reading)


def _told(connection: sa.Connection) -> Dumped:
    revision = versions.current(connection)
    if revision is None:
        raise RuleBroken("数据库还没有建立，请先执行 groupmgr db upgrade")
    hashes = connection.scalars(sa.select(StoredFile.sha256).order_by(StoredFile.sha256))
    return Dumped(revision, tuple(hashes))


def _run(name: str, engine: sa.Engine, *arguments: str) -> None:
    """Run a program of PostgreSQL; the password goes by the environment, where nobody lists it."""
    program = shutil.which(name)
    if program is None:
        raise RuleBroken(f"这台机器上没有 {name}，请先安装 postgresql-client")
    command, settings = [program, *arguments], {**os.environ, **_address(engine.url)}
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuleBroken(f"{name} 没有完成：{done.stderr.strip()}")


def _address(url: sa.URL) -> Mapping[str, str]:
    parts = {
        "PGHOST": url.host or url.query.get("host"),
        "PGPORT": url.port or url.query.get("port"),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
    }
    return {name: str(part) for name, part in parts.items() if part}
