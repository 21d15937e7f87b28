import sqlalchemy as sa

from groupmgr import catalogue
from groupmgr.accounts.service import verified
from groupmgr.demo.accounts import LOGINS, PASSWORD
from groupmgr.journal import service as journal
from groupmgr.journal.models import Entry
from groupmgr.kernel.period import Period, Scope
from groupmgr.policy import Role

# Where nothing was ever recommended and then chosen, nothing can be counted.
NOTHING_YET = set()


def test_the_journal_tells_the_years_in_order_in_an_unbroken_chain(world):
    days = list(world.session.scalars(sa.select(Entry.at).order_by(Entry.id)))
    assert len(days) > 1000
    assert days == sorted(days)
    assert journal.broken_at(world.session) is None


def test_every_indicator_of_2024_has_a_value(world, group):
    scope = Scope(group.id, Period.year(2024))
    figures = catalogue.CATALOGUE.read(world.session, scope)
    assert {code for code, figure in figures.items() if figure.value is None} == NOTHING_YET


def test_every_role_has_an_account_with_the_documented_password(world):
    assert {login.role for login in LOGINS} == set(Role)
    account = world.accounts["mishuchu"]
    assert verified(account.password_hash, PASSWORD)
    assert {one.password_hash for one in world.accounts.values()} == {account.password_hash}
    assert not any(one.must_change for one in world.accounts.values())
