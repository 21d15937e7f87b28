import pytest

from groupmgr.policy import Role
from tests.mail.makers import Outbox, Postman, serving


@pytest.fixture
def postman():
    return Postman()


@pytest.fixture
def server(postman):
    """The address of a mail server that runs."""
    controller = serving(postman)
    controller.start()
    yield f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


@pytest.fixture
def actor(make):
    group = make.group()
    return make.actor(make.account(Role.SECRETARIAT, group=group), group)


@pytest.fixture
def outbox(session, actor, server, tmp_path):
    """An outbox that sends through the server."""
    settings = {"SMTP_URL": server, "MAIL_FROM": "云岭职教集团 <noreply@yunling.cn>"}
    return Outbox(session, actor, tmp_path, settings)


@pytest.fixture
def folder(session, actor, tmp_path):
    """An outbox of an installation that has no mail server."""
    return Outbox(session, actor, tmp_path, {})
