"""A file is handed out to those who may see its record, in every shape it is handed out in."""

import datetime as dt
import io
import zipfile

import pytest

from groupmgr.activities.service.packages import JOB
from groupmgr.features import HANDLERS
from groupmgr.files.store import Store
from groupmgr.jobs.models import Job
from groupmgr.jobs.worker import Worker
from groupmgr.policy import Role
from tests.activities.makers import DAY
from tests.files.makers import exif, picture
from tests.reading import words

SHAPES = ("", "/look", "/thumbnail", "/picture")


def ask(client, path):
    """Get a page or a file, and let go of it."""
    with client.get(path) as answer:
        answer.get_data()
        return answer


@pytest.fixture
def proof(stage, sign_in):
    """A photograph of a submitted activity, and the client of the clerk who sent it."""
    unit = stage.unit()
    activity = stage.submitted(stage.clerk(unit))
    client = sign_in(Role.UNIT_CLERK, group=stage.group, unit=unit)
    photo = picture(1, exif=exif(DAY))
    files = {"files": [(io.BytesIO(photo), "开班合影.jpg")]}
    home = f"{client.home}/activities/{activity.id}/evidence"
    assert client.post(f"{home}/", data=files).status_code == 303
    one = stage.again(activity).evidence[-1]
    client.proof, client.photo, client.path = one, photo, f"{home}/{one.id}"
    client.archive = f"{client.home}/activities/{activity.id}/evidence.zip"
    return client


@pytest.mark.parametrize("shape", SHAPES)
def test_the_clerk_and_the_office_see_it(proof, stage, sign_in, shape):
    for client in (proof, sign_in(Role.STAFF, group=stage.group)):
        assert ask(client, proof.path + shape).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_who_may_not_see_the_record_gets_no_shape_of_its_files(proof, stage, sign_in, role):
    other = stage.make.group()
    unit = stage.make.unit(other)
    stranger = sign_in(role, group=other, unit=unit)
    elsewhere = proof.path.replace(stage.group.code, other.code)
    for path in (proof.path, elsewhere):
        for shape in (*SHAPES, "/original"):
            assert ask(stranger, path + shape).status_code in (403, 404)
    for archive in (proof.archive, proof.archive.replace(stage.group.code, other.code)):
        assert ask(stranger, archive).status_code in (403, 404)


def test_who_is_not_signed_in_gets_nothing(proof, app):
    nobody = app.test_client()
    for shape in (*SHAPES, "/original"):
        assert ask(nobody, proof.path + shape).status_code == 302


@pytest.mark.parametrize("role", [Role.LEADER, Role.EXPERT, Role.AUTHORITY])
def test_readers_get_what_is_shown_and_not_the_original(proof, stage, sign_in, role):
    reader = sign_in(role, group=stage.group)
    assert ask(reader, proof.path + "/original").status_code == 404
    given = ask(reader, proof.path).data
    assert given != proof.photo
    assert "某品牌手机".encode("gb18030") not in given
    with zipfile.ZipFile(io.BytesIO(ask(reader, proof.archive).data)) as package:
        packed = [package.read(name) for name in package.namelist() if name.endswith(".jpg")]
    assert packed == [given]
    assert "下载原件" not in ask(reader, proof.path + "/look").text


def test_keepers_and_reviewers_get_the_original(proof, stage, sign_in):
    for client in (proof, sign_in(Role.STAFF, group=stage.group)):
        assert ask(client, proof.path + "/original").data == proof.photo
        assert "下载原件" in ask(client, proof.path + "/look").text


def test_files_are_downloads_that_no_browser_opens(proof):
    for shape in ("", "/original"):
        answer = ask(proof, proof.path + shape)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for shape in ("/thumbnail", "/picture"):
        answer = ask(proof, proof.path + shape)
        assert (answer.mimetype, answer.headers["X-Content-Type-Options"]) == (
            "image/jpeg",
            "nosniff",
        )


def test_a_broken_or_lost_file_breaks_no_page(proof, app, stage):
    Store.under(app.config["HOME"]).path(proof.proof.file.shown.sha256).unlink()
    assert ask(proof, proof.path).status_code == 404
    assert "不能预览" in ask(proof, proof.path + "/look").text
    assert ask(proof, proof.path + "/thumbnail").mimetype == "image/svg+xml"
    assert ask(proof, proof.archive).status_code == 200


def test_an_archive_of_a_list_is_for_whoever_asked(proof, stage, sign_in, session, app):
    list_of = f"{proof.home}/activities/packages"
    answer = proof.post(f"{list_of}?q=数控")
    page = answer.headers["Location"]
    assert ask(proof, f"{page}/file").status_code == 404
    assert Worker(session.get_bind(), HANDLERS, app.config["HOME"]).run_one()
    job = session.query(Job).filter_by(kind=JOB).one()
    session.refresh(job)
    assert job.state == "done", job.problem
    assert "佐证材料（1项活动）" in words(ask(proof, page).text)
    given = ask(proof, f"{page}/file")
    with zipfile.ZipFile(io.BytesIO(given.data)) as package:
        names = package.namelist()
        folder = f"HD-2024-{proof.proof.activity_id:05} 数控加工师资研修班"
        assert names == [f"{folder}/02 开班合影.jpg", "目录.xlsx"]
        assert package.read(names[0]) == proof.photo
    colleague = sign_in(Role.STAFF, group=stage.group)
    assert ask(colleague, page).status_code == 404
    assert ask(colleague, f"{page}/file").status_code == 404


def test_an_empty_list_is_not_packed(proof, session):
    answer = proof.post(f"{proof.home}/activities/packages?q=没有这样的", follow_redirects=True)
    assert "没有可以打包的活动" in answer.text
    assert session.query(Job).count() == 0


def test_a_photograph_of_another_day_raises_a_question(proof, stage, sign_in):
    files = {"files": [(io.BytesIO(picture(2, exif=exif(dt.date(2024, 3, 1)))), "另一天.jpg")]}
    proof.post(proof.path.rpartition("/")[0] + "/", data=files)
    edit = ask(proof, proof.path.partition("/evidence")[0] + "/edit").text
    office = sign_in(Role.STAFF, group=stage.group)
    review = ask(office, proof.path.partition("/evidence")[0] + "/review").text
    for page in (edit, review):
        assert page.count("摄于 2024年3月1日，不在活动日期内") == 1
    assert "照片“另一天.jpg”摄于 2024-03-01" in review
