import pytest

from groupmgr.accounts.models import Account
from groupmgr.accounts.service import identify
from groupmgr.cli.demo import demo
from groupmgr.demo import reset
from groupmgr.demo.accounts import PASSWORD
from groupmgr.files.service import keep_made
from groupmgr.files.store import Store
from groupmgr.groups.models import Group
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.models import Unit
from groupmgr.policy import Role


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner(catch_exceptions=False).invoke(demo, words)


@pytest.mark.slow
def test_an_empty_home_is_filled_and_everybody_can_sign_in(run, session, tmp_path):
    told = run().output
    assert "活动 520 项" in told
    assert (tmp_path / "demo-logins.txt").read_text(encoding="utf-8") in told
    assert session.query(Group).count() == 4
    assert isinstance(identify(session, "tianbao", PASSWORD), Account)
    assert run("--if-empty").output == ""


def test_a_used_home_is_refused_or_left_alone(run, make, session):
    make.group()
    with pytest.raises(RuleBroken, match="库中已有 1 条记录"):
        run()
    assert run("--if-empty").output == ""
    assert session.query(Unit).count() == 0


def test_clearing_removes_every_row_whatever_depends_on_it(make, session):
    unit = make.unit(make.group())
    make.unit(merged_into_id=unit.id)
    make.account(Role.UNIT_CLERK, unit=unit)
    assert reset.held(session) > 5
    reset.clear(session)
    assert reset.held(session) == 0
    assert make.unit().id == 1


def test_sweeping_leaves_what_a_record_still_knows(session, tmp_path):
    store = Store.under(tmp_path)
    kept = keep_made(session, store, b"kept", "text/plain")
    lost = store.path(store.put(b"lost"))
    assert reset.sweep(session, store) == 1
    assert store.read(kept.sha256) == b"kept"
    assert not lost.exists()
