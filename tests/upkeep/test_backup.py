import json
import threading
import zipfile

import pytest
import sqlalchemy as sa

from groupmgr.files.models import StoredFile
from groupmgr.files.service import keep_made
from groupmgr.kernel.errors import RuleBroken
from groupmgr.upkeep import versions
from groupmgr.upkeep.backup import backup


def manifest(file):
    with zipfile.ZipFile(file) as package:
        return json.loads(package.read("manifest.json"))


def test_one_file_holds_the_database_every_stored_file_and_a_manifest(home, tmp_path):
    (home.folder / "secret.key").write_text("never to be seen")
    file = tmp_path / "backup.zip"
    told = home.run("backup", file)
    assert "数据库和 2 个文件" in told.output
    with zipfile.ZipFile(file) as package:
        assert sorted(package.namelist()) == sorted([*manifest(file)["members"], "manifest.json"])
        assert b"never to be seen" not in b"".join(map(package.read, package.namelist()))
    assert manifest(file)["revision"] == versions.newest()
    assert file.stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob(".backup*"))


def test_a_file_that_exists_is_never_overwritten(home, tmp_path):
    file = tmp_path / "backup.zip"
    file.write_bytes(b"precious")
    with pytest.raises(RuleBroken, match="已经存在"):
        home.run("backup", file)
    assert file.read_bytes() == b"precious"


def test_a_backup_needs_a_folder_and_a_database(empty, tmp_path):
    with pytest.raises(RuleBroken, match="没有文件夹"):
        empty.run("backup", tmp_path / "nowhere" / "backup.zip")
    with pytest.raises(RuleBroken, match="groupmgr db upgrade"):
        empty.run("backup", tmp_path / "backup.zip")
    assert not list(tmp_path.glob("*backup*"))


def test_a_backup_is_of_one_moment_while_people_go_on_writing(home, empty, tmp_path):
    stop, kept = threading.Event(), []

    def write():
        while not stop.is_set():
            with sa.orm.Session(home.engine) as session:
                content = f"upload {len(kept)}".encode()
                kept.append(keep_made(session, home.store, content, "text/plain").sha256)
                session.commit()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        files = [tmp_path / f"{number}.zip" for number in range(3)]
        for file in files:
            assert not backup(home.engine, home.folder, file).lost
    finally:
        stop.set()
        writer.join()
    assert len(kept) > 3

    assert empty.run("restore", files[-1]).exit_code == 0
    with empty.engine.connect() as connection:
        known = set(connection.scalars(sa.select(StoredFile.sha256)))
    assert {name[3:] for name in empty.files()} == known


def test_what_is_missing_or_damaged_is_told_and_the_rest_is_saved(home, tmp_path):
    first, second = (home.store.root / name for name in sorted(home.files()))
    first.unlink()
    second.write_bytes(b"changed")
    told = home.run("backup", tmp_path / "backup.zip")
    assert "2 个文件缺失或损坏" in told.output
    assert manifest(tmp_path / "backup.zip")["lost"] == [first.name, second.name]
