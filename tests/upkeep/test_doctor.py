import datetime as dt
import os

import pytest
import sqlalchemy as sa

from groupmgr.jobs.models import Job, JobState
from groupmgr.kernel.clock import now
from groupmgr.members.labels import UnitState


@pytest.fixture
def wrong(home):
    """Ask the doctor; return its lines about what is wrong, by their subjects."""

    def ask():
        told = home.run("doctor", "--seconds", 0)
        lines = [line for line in told.output.splitlines() if line.startswith("有问题")]
        assert told.exit_code == (1 if lines else 0)
        return {line.split()[1].partition("：")[0]: line for line in lines}

    return ask


def say(home, statement, **values):
    with home.engine.begin() as connection:
        connection.execute(sa.text(statement), values)


@pytest.mark.slow
def test_a_good_home_passes_every_check(home):
    told = home.run("doctor")
    assert told.exit_code == 0
    assert [line[:2] for line in told.output.splitlines()] == ["通过"] * 12


def test_a_changed_journal_is_found_at_its_first_entry(home, wrong):
    say(home, "UPDATE journal SET actor_name = '别人' WHERE id = 2")
    found = wrong()
    assert list(found) == ["操作日志"]
    assert "从第 2 条起" in found["操作日志"]


def test_missing_changed_and_unknown_files_are_found(home, wrong):
    first, second = (home.store.root / name for name in sorted(home.files()))
    first.unlink()
    second.write_bytes(b"changed")
    stray = home.store.path(home.store.put(b"nobody's"))
    assert "多余的文件" not in wrong()  # its row may be on the way
    os.utime(stray, (0, 0))
    found = wrong()
    assert list(found) == ["存储的文件", "多余的文件"]
    assert "缺少 1 个，损坏 1 个" in found["存储的文件"]
    assert str(stray) in found["多余的文件"]


def test_a_pending_migration_is_found(home, wrong):
    say(home, "DELETE FROM alembic_version")
    assert "还没有建立，最新为" in wrong()["数据库版本"]
    assert "groupmgr db upgrade" in wrong()["数据库版本"]


def test_a_database_of_a_newer_version_is_found(home, wrong):
    say(home, "UPDATE alembic_version SET version_num = '9999'")
    assert "比程序新" in wrong()["数据库版本"]


def test_a_table_that_is_not_as_the_models_say_is_found(home, wrong):
    say(home, "ALTER TABLE plans ADD COLUMN surplus INTEGER")
    assert "1 处不一致" in wrong()["数据库版本"]


def test_before_the_first_migration_every_line_is_still_an_answer(empty):
    told = empty.run("doctor")
    assert told.exit_code == 1
    assert len(told.output.splitlines()) == 12
    assert "无法检查" in told.output


def test_jobs_that_nobody_takes_are_found(home, wrong, session):
    ago = now() - dt.timedelta(hours=2)
    session.add_all(
        [
            Job(kind="report", key="a", arguments={}, state=JobState.RUNNING, lease_until=ago),
            Job(kind="report", key="b", arguments={}, created_at=ago),
            Job(kind="report", key="c", arguments={}),
        ]
    )
    session.commit()
    assert "1 项中断后无人接手，1 项排队" in wrong()["后台工作"]


def test_records_that_break_a_rule_between_tables_are_found(home, wrong, make):
    unit = make.unit(state=UnitState.MERGED)
    assert f"已合并而没有写明并入哪里的单位 1 条（如编号 {unit.id}）" in wrong()["记录"]


def test_a_row_that_points_nowhere_is_found(home, wrong, app):
    if home.engine.dialect.name == "postgresql":
        return  # PostgreSQL does not let it be made
    with home.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("UPDATE memberships SET unit_id = 999 WHERE id = 1")
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.exec_driver_sql("BEGIN")
    assert "1 行指向不存在的记录" in wrong()["数据库文件"]
