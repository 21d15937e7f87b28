import re

import pytest
import sqlalchemy as sa

from groupmgr import policy
from groupmgr.bases.models import TrainingBase
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import NotAllowed
from groupmgr.policy import PERSONAL, POLICY, PUBLIC, UNIT_ROLES, Action, Role
from tests.bases.makers import make_base


def test_every_action_is_decided():
    assert set(POLICY) | PUBLIC | PERSONAL == set(Action)


def test_every_page_names_the_action_that_opens_it(app):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        assert hasattr(view, "action"), f"{rule.endpoint}: tag the view with @needs(Action.…)"


def test_every_page_of_a_group_has_the_group_in_its_address(app):
    for rule in app.url_map.iter_rules():
        action = app.view_functions[rule.endpoint].action
        in_group = rule.rule.startswith("/g/<group>/")
        assert in_group == (action not in PUBLIC | PERSONAL), rule.rule


def test_nothing_that_changes_something_can_be_got(app):
    changing = re.compile(r"_(edit|add|decide|build)$", re.IGNORECASE)
    for rule in app.url_map.iter_rules():
        action = app.view_functions[rule.endpoint].action
        if not changing.search(action.name) or "POST" in rule.methods:
            continue
        assert rule.endpoint.rpartition(".")[2] not in {"decide", "delete", "cancel", "offer"}


@pytest.mark.parametrize("role", sorted(Role))
def test_a_list_shows_exactly_what_may_be_opened(session, make, role):
    group, other = make.group(), make.group()
    own, partner = make.unit(group), make.unit(group)
    stranger = make.unit(other)
    bases = [
        make_base(make, own, group, decision=Decision.WAITING),
        make_base(make, partner, group, decision=Decision.WAITING),
        make_base(make, partner, group, decision=Decision.APPROVED),
        make_base(make, stranger, other, decision=Decision.APPROVED),
    ]
    actor = make.actor(make.account(role, group=group, unit=own), group)

    seen = policy.visible(actor, Action.BASE_VIEW, TrainingBase)
    listed = set(session.scalars(sa.select(TrainingBase).where(seen)))

    for base in bases:
        assert (base in listed) == policy.may_on(session, actor, Action.BASE_VIEW, base)
    drafts_of_another = bases[1]
    assert (drafts_of_another in listed) == (role not in UNIT_ROLES)
    assert bases[3] not in listed


def test_what_is_absent_is_refused(session, make):
    group = make.group()
    clerk = make.actor(make.account(Role.UNIT_CLERK, group=group), group)
    with pytest.raises(NotAllowed, match="审核实训基地"):
        policy.require(clerk, Action.BASE_DECIDE)


def test_a_unit_registers_for_itself_alone_and_the_office_for_all(make):
    group = make.group()
    own, other = make.unit(group), make.unit(group)
    clerk = make.actor(make.account(Role.UNIT_CLERK, unit=own, group=group), group)
    office = make.actor(make.account(Role.STAFF, group=group), group)

    policy.require_for(clerk, Action.BASE_EDIT, own.id)
    policy.require_for(office, Action.BASE_EDIT, other.id)
    with pytest.raises(NotAllowed):
        policy.require_for(clerk, Action.BASE_EDIT, other.id)


def test_a_role_in_one_group_is_nothing_in_another(session, make):
    group, other = make.group(), make.group()
    account = make.account(Role.SECRETARIAT, group=group)
    make.assign(account, Role.EXPERT, group=other)
    assert make.actor(account, group).roles == {Role.SECRETARIAT}
    assert make.actor(account, other).roles == {Role.EXPERT}
