import json
import zipfile

import flask_migrate
import pytest

from groupmgr.kernel.errors import RuleBroken
from groupmgr.upkeep import versions


def rewritten(archive, change):
    """Return a copy of the archive in which `change` had its way with members and manifest."""
    with zipfile.ZipFile(archive) as package:
        held = {name: package.read(name) for name in package.namelist()}
    told = json.loads(held.pop("manifest.json"))
    change(held, told)
    copy = archive.with_name("rewritten.zip")
    with zipfile.ZipFile(copy, "w") as package:
        for name, content in held.items():
            package.writestr(name, content)
        package.writestr("manifest.json", json.dumps(told))
    return copy


def refuses(empty, archive, words):
    with pytest.raises(RuleBroken, match=words):
        empty.run("restore", archive)
    assert not empty.tables()
    assert not [f for f in empty.folder.iterdir() if not f.name.startswith("groupmgr.db")]


@pytest.mark.slow
def test_rows_and_files_come_back_as_they_were(home, empty, archive):
    told = empty.run("restore", archive)
    assert "数据库和 2 个文件" in told.output
    assert empty.rows() == home.rows()
    assert empty.files() == home.files()
    assert len(empty.rows()["journal"]) == 2
    assert empty.run("doctor").exit_code == 0
    assert not list(empty.folder.glob(".restore-*"))


def test_a_backup_of_an_older_version_is_migrated(older, empty, tmp_path):
    with older.app.app_context():
        flask_migrate.upgrade(revision=min(versions.known()))
    assert older.run("backup", tmp_path / "older.zip").exit_code == 0
    assert empty.run("restore", tmp_path / "older.zip").exit_code == 0
    with empty.engine.connect() as connection:
        assert versions.current(connection) == versions.newest()


def test_a_home_in_use_is_refused_and_left_alone(home, empty, archive):
    before = home.rows()
    with pytest.raises(RuleBroken, match="不能覆盖"):
        home.run("restore", archive)
    assert home.rows() == before
    empty.store.put(b"somebody's")
    with pytest.raises(RuleBroken, match="不能覆盖"):
        empty.run("restore", archive)
    assert not empty.tables()


def test_a_changed_byte_is_found_before_anything_is_put_in_place(empty, archive):
    content = bytearray(archive.read_bytes())
    content[content.index(b"%PDF-1.7 one") + 3] ^= 1
    archive.write_bytes(content)
    refuses(empty, archive, "已损坏")


def test_half_a_file_and_another_file_are_refused(empty, archive, tmp_path):
    archive.write_bytes(archive.read_bytes()[:-200])
    refuses(empty, archive, "已损坏")
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("report.txt", "年度工作报告")
    refuses(empty, archive, "不是 groupmgr 的备份")


def swap(held, told):
    name = next(name for name in held if name != "database")
    held[name] = b"another content"


def lose(held, told):
    del held[next(name for name in held if name != "database")]


def smuggle(held, told):
    held["files/extra"] = b"unknown to the manifest"


def lead_out(held, told):
    held["../../evil"] = b"a path trick"
    told["members"]["../../evil"] = "0" * 64


def lead_to_the_root(held, told):
    held["/etc/evil"] = b"a path trick"
    told["members"]["/etc/evil"] = "0" * 64


def forget_the_database(held, told):
    del held["database"], told["members"]["database"]


def garble(held, told):
    told["members"] = ["database"]


def name_numbers(held, told):
    told["members"] = dict.fromkeys(told["members"], 7)


TRICKS = (
    swap,
    lose,
    smuggle,
    lead_out,
    lead_to_the_root,
    forget_the_database,
    garble,
    name_numbers,
)


def test_an_archive_that_does_not_hold_what_its_manifest_says_is_refused(empty, archive):
    for trick in TRICKS:
        refuses(empty, rewritten(archive, trick), "已损坏")


def test_what_this_version_cannot_use_is_refused_with_the_reason(empty, archive):
    for key, value, words in (
        ("format", 2, "格式（2）"),
        ("revision", "9999", "较新的版本"),
        ("kind", "oracle", "备份取自 oracle"),
    ):
        changed = rewritten(archive, lambda held, told, new={key: value}: told.update(new))
        refuses(empty, changed, words)
