"""Every page, as everybody: the answer is what the policy says, whatever the page does."""

import pytest

from groupmgr import policy
from groupmgr.groups.models import Group
from groupmgr.policy import PERSONAL, POLICY, PUBLIC, Role
from tests.web.world import one_of_everything

pytestmark = pytest.mark.slow

# Pages that answer one who is not let in with something else than the form to sign in.
ASKED_OUT = {302, 303}


def routes(app):
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.endpoint):
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield rule, method, app.view_functions[rule.endpoint].action


def address(rule, group="", key=1):
    """Fill a rule: keys get `key`, choices the first one, words an x."""
    values = {name: _fill(converter, key) for name, converter in rule._converters.items()}
    return rule.build({**values, "group": group} if "group" in rule.arguments else values)[1]


def _fill(converter, key):
    match type(converter).__name__:
        case "IntegerConverter":
            least = converter.min or 0
            most = converter.max or key
            return min(max(key, least), most)
        case "AnyConverter":
            return sorted(converter.items)[0]
    return "x"


def keyed(rule):
    """Tell whether the address names a record; a year is none."""
    whole = (n for n, c in rule._converters.items() if type(c).__name__ == "IntegerConverter")
    return any(name != "year" for name in whole)


@pytest.fixture
def visit(app):
    """Ask for a rule, and name the page in the failure if it breaks."""

    def ask(client, rule, method, **filled):
        with client.open(address(rule, **filled), method=method) as answer:
            assert answer.status_code < 500, f"{method} {rule.rule}: {answer.text[:500]}"
            return answer.status_code

    return ask


def test_who_is_not_signed_in_is_asked_to_sign_in(app, make, visit):
    group = make.group()
    client = app.test_client()
    for rule, method, action in routes(app):
        status = visit(client, rule, method, group=group.code)
        if action not in PUBLIC:
            assert status in ASKED_OUT, f"{method} {rule.rule}"


def test_to_a_stranger_the_group_does_not_exist(app, make, sign_in, visit):
    group = make.group()
    for role in (Role.SECRETARIAT, Role.UNIT_ADMIN, Role.AUTHORITY):
        client = sign_in(role)
        for rule, method, _ in routes(app):
            if "group" in rule.arguments:
                status = visit(client, rule, method, group=group.code)
                assert status == 404, f"{role}: {method} {rule.rule}"


@pytest.mark.parametrize("role", sorted(Role))
def test_a_role_is_refused_what_the_policy_does_not_give_it(app, make, sign_in, visit, role):
    group = make.group()
    client = sign_in(role, group=group, unit=make.unit(group))
    for rule, method, action in routes(app):
        if action in PUBLIC | PERSONAL:
            continue
        status = visit(client, rule, method, group=group.code, key=999_999)
        page = f"{method} {rule.rule}"
        if role in POLICY[action]:
            assert status != 403, page
        else:
            assert status == 403, page


def test_what_is_kept_in_another_group_does_not_exist(app, session, make, sign_in, visit):
    one_of_everything(session)
    office = sign_in(Role.SYSTEM, group=make.group())
    clerk = sign_in(Role.UNIT_ADMIN, group=make.group())
    for client in (office, clerk):
        for rule, method, action in routes(app):
            if not keyed(rule) or action in PUBLIC | PERSONAL:
                continue
            status = visit(client, rule, method, group=client.home.removeprefix("/g/"))
            if policy.may(client.actor, action):
                assert status == 404, f"{method} {rule.rule}"


def test_what_is_kept_in_the_own_group_is_there(app, session, make, sign_in, visit):
    one_of_everything(session)
    office = sign_in(Role.SYSTEM, group=session.get(Group, 1))
    for rule, method, action in routes(app):
        if action not in PUBLIC | PERSONAL and method == "GET":
            visit(office, rule, method, group=office.home.removeprefix("/g/"))
