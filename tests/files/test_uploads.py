import base64
import os
import time

import pytest

from groupmgr.files import uploads
from groupmgr.files.kinds import LARGEST
from groupmgr.files.uploads import Uploads, sweep
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Role

SPEAK = {"Tus-Resumable": "1.0.0"}
PIECE = {**SPEAK, "Content-Type": "application/offset+octet-stream"}


@pytest.fixture
def client(sign_in, make):
    group = make.group()
    return sign_in(Role.UNIT_CLERK, group=group, unit=make.unit(group))


def begin(client, length=10, name="开班合影.jpg", **headers):
    told = base64.b64encode(name.encode()).decode()
    asked = {**SPEAK, "Upload-Length": str(length), "Upload-Metadata": f"filename {told}"}
    return client.post(f"{client.home}/uploads/", headers={**asked, **headers})


def send(client, address, content, offset):
    headers = {**PIECE, "Upload-Offset": str(offset)}
    return client.patch(address, headers=headers, data=content)


def test_a_file_goes_on_where_it_was_broken_off(client, app):
    answer = begin(client)
    assert answer.status_code == 201
    assert answer.headers["Upload-Expires"].endswith("GMT")
    address = answer.headers["Location"]
    assert send(client, address, b"01234", 0).headers["Upload-Offset"] == "5"
    told = client.head(address, headers=SPEAK)
    assert (told.headers["Upload-Offset"], told.headers["Upload-Length"]) == ("5", "10")
    answer = send(client, address, b"56789", 5)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, "10")
    mine = Uploads.of(app.config["HOME"], client.actor.account_id)
    upload = mine.find(address.rpartition("/")[2])
    assert (upload.name, upload.path.read_bytes()) == ("开班合影.jpg", b"0123456789")


def test_what_does_not_fit_is_refused(client):
    address = begin(client).headers["Location"]
    assert send(client, address, b"x", 3).status_code == 409
    assert send(client, address, b"x" * 50, 0).headers["Upload-Offset"] == "10"
    wrong = {**SPEAK, "Upload-Offset": "0"}
    assert client.patch(address, headers=wrong, data=b"x").status_code == 415
    assert client.head(address).status_code == 412
    assert begin(client, "many").status_code == 400
    large = begin(client, LARGEST + 1)
    assert (large.status_code, "20 MB" in large.text) == (413, True)


def test_the_server_says_what_it_can_do(client):
    told = client.options(f"{client.home}/uploads/").headers
    assert told["Tus-Version"] == "1.0.0"
    assert told["Tus-Extension"] == "creation,expiration,termination"
    assert told["Tus-Max-Size"] == str(LARGEST)


def test_an_upload_is_ended_by_whoever_began_it(client):
    address = begin(client).headers["Location"]
    assert client.delete(address, headers=SPEAK).status_code == 204
    assert client.head(address, headers=SPEAK).status_code == 404


def test_the_upload_of_another_account_does_not_exist(client, sign_in, make, app):
    address = begin(client).headers["Location"]
    others = [sign_in(Role.SECRETARIAT, group=make.session.get_one(type(make.group()), 1))]
    others.append(app.test_client())
    for other in others:
        assert other.head(address, headers=SPEAK).status_code != 200
        assert send(other, address, b"01234", 0).status_code != 204
        assert other.delete(address, headers=SPEAK).status_code != 204
    assert client.head(address, headers=SPEAK).headers["Upload-Offset"] == "0"


def test_who_may_not_write_records_sends_no_files(sign_in):
    assert begin(sign_in(Role.LEADER)).status_code == 403


def test_a_name_cannot_lead_out_of_the_folder(client, app):
    address = begin(client, name="..\\..\\secret/key.pdf").headers["Location"]
    mine = Uploads.of(app.config["HOME"], client.actor.account_id)
    assert mine.find(address.rpartition("/")[2]).name == "key.pdf"
    assert mine.find("../../secret.key") is None
    assert client.head(f"{client.home}/uploads/..%2Fx", headers=SPEAK).status_code == 404


def test_an_account_has_so_much_on_its_way_and_no_more(tmp_path, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_FILES", 2)
    mine = Uploads.of(tmp_path, 1)
    first = mine.begin("一.jpg", 5)
    mine.begin("二.jpg", 5)
    with pytest.raises(RuleBroken, match="等它们传完"):
        mine.begin("三.jpg", 5)
    first.drop()
    monkeypatch.setattr(uploads, "MOST_BYTES", 9)
    with pytest.raises(RuleBroken, match="等它们传完"):
        mine.begin("三.jpg", 5)
    assert Uploads.of(tmp_path, 2).begin("一.jpg", 5)


def test_what_nobody_goes_on_with_is_given_up_and_removed(tmp_path):
    mine = Uploads.of(tmp_path, 1)
    old, young = mine.begin("旧.jpg", 5), mine.begin("新.jpg", 5)
    long_ago = time.time() - uploads.KEPT_SECONDS - 60
    for path in (old.path, old.path.with_suffix(".json")):
        os.utime(path, (long_ago, long_ago))
    assert mine.find(old.token) is None
    assert sweep(tmp_path) == 1
    assert sorted(mine.root.iterdir()) == sorted([young.path, young.path.with_suffix(".json")])
