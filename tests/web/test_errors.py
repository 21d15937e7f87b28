"""What people see when something goes wrong; never a trace."""

import pytest
import sqlalchemy as sa
from flask import Blueprint

from groupmgr.app import create_app
from groupmgr.bases.models import TrainingBase
from groupmgr.extensions import db
from groupmgr.groups.models import Group
from groupmgr.policy import Action
from groupmgr.web import database
from groupmgr.web.access import needs
from tests.conftest import SETTINGS


@pytest.fixture
def broken(tmp_path):
    """An app of its own with a page that fails as it is told."""
    bp = Blueprint("broken", __name__)
    faults = {}

    @bp.get("/broken")
    @needs(Action.SIGN_IN)
    def show():
        raise faults["next"]

    address = f"sqlite:///{tmp_path / 'test.db'}"
    app = create_app({**SETTINGS, "HOME": tmp_path, "SQLALCHEMY_DATABASE_URI": address})
    app.register_blueprint(bp)

    def ask(fault, **headers):
        faults["next"] = fault
        return app.test_client().get("/broken", headers=headers)

    with app.app_context():
        db.create_all()
        yield ask
        db.engine.dispose()


def test_a_fault_is_a_page_without_a_trace(broken, caplog):
    answer = broken(ZeroDivisionError("secret detail"))
    assert answer.status_code == 500
    assert "系统出错了" in answer.text
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text
    assert "secret detail" in caplog.text


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (sa.exc.OperationalError("", {}, Exception("database or disk is full")), "磁盘已满"),
        (
            sa.exc.OperationalError("", {}, Exception("attempt to write a readonly database")),
            "写入",
        ),
        (sa.exc.OperationalError("", {}, Exception("database is locked")), "系统正忙"),
        (OSError(28, "No space left on device"), "磁盘已满"),
        (OSError(30, "Read-only file system"), "不能写入"),
    ],
)
def test_a_full_or_locked_disk_is_told_apart_from_a_fault(broken, fault, words):
    answer = broken(fault)
    assert answer.status_code == 503
    assert words in answer.text


def test_htmx_gets_a_message_and_not_a_page(broken):
    answer = broken(ZeroDivisionError(), **{"HX-Request": "true"})
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "<html" not in answer.text
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_while_one_writes_others_read_and_are_told_to_wait(app, sign_in, monkeypatch):
    client = sign_in()
    monkeypatch.setattr(database, "PRAGMAS", (*database.PRAGMAS, "busy_timeout=50"))
    db.engine.dispose()
    with db.engine.connect() as writer:
        writer.execute(sa.text("SELECT 1"))
        reading = client.get(f"{client.home}/bases/")
        writing = client.post(f"{client.home}/bases/new")
    assert reading.status_code == 200
    assert writing.status_code == 503
    assert "系统正忙" in writing.text


def test_what_is_not_there_and_what_cannot_be_asked(app, sign_in):
    client = sign_in()
    missing = client.get(f"{client.home}/bases/999")
    assert missing.status_code == 404
    assert "没有找到" in missing.text
    assert "主导航" in missing.text
    assert client.post(f"{client.home}/bases/").status_code == 405
    assert app.test_client().get("/nowhere").status_code == 404


def test_a_form_without_its_token_is_refused(app, make):
    app.config["WTF_CSRF_ENABLED"] = True
    answer = app.test_client().post("/sign-in", data={"login": "x", "password": "x"})
    assert answer.status_code == 400
    assert "停留太久" in answer.text


def test_too_large_a_request_is_told_in_words(app, sign_in):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    client = sign_in()
    answer = client.post(f"{client.home}/bases/new", data={"name": "x" * 2000})
    assert answer.status_code == 413
    assert "文件太大" in answer.text


@pytest.mark.usefixtures("limits")
def test_too_many_attempts_are_held_up(app):
    client = app.test_client()
    answers = [client.post("/sign-in", data={}).status_code for _ in range(121)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_every_answer_carries_the_headers_that_fence_it_in(app, sign_in):
    client = sign_in()
    for path in (f"{client.home}/bases/", "/static/css/groupmgr.css", "/nowhere", "/sign-in"):
        with client.get(path) as answer:
            headers = answer.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert ("no-store" in headers["Cache-Control"]) == (not path.startswith("/static"))


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_on_a_full_disk_what_was_typed_stays_and_the_database_is_whole(
    app, session, make, sign_in, monkeypatch
):
    client = sign_in()
    school = make.unit(session.get(Group, client.actor.group_id))
    pages = session.scalar(sa.text("PRAGMA page_count"))
    session.commit()
    monkeypatch.setattr(database, "PRAGMAS", (*database.PRAGMAS, f"max_page_count={pages}"))
    db.engine.dispose()
    typed = {
        "name": "智能制造公共实训基地",
        "kinds": ["public"],
        "owner_unit_id": school.id,
        "build_mode": "co-built",
        "level": "group",
        "state": "operating",
        "since": "2021-09-01",
        "open_to": "unit",
        "main_programmes": "数控技术" * 20_000,
    }

    answer = client.post(f"{client.home}/bases/new", data=typed)

    assert "磁盘已满" in answer.text
    assert 'value="智能制造公共实训基地"' in answer.text
    assert session.scalar(sa.text("PRAGMA integrity_check")) == "ok"
    assert session.query(TrainingBase).count() == 0
