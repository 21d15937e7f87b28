"""A mail server in the process of the test, and an outbox beside it."""

import socket
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller

from groupmgr.extensions import db
from groupmgr.jobs.worker import Worker
from groupmgr.mail import service
from groupmgr.mail.delivery import delivering
from groupmgr.mail.letter import Letter


class Postman:
    """Keeps what comes in; addresses that begin with a number are answered with that number."""

    def __init__(self):
        self.letters = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        code = address.partition("@")[0]
        if code.isdigit():
            return f"{code} not here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


def serving(postman):
    """A server at a free port; aiosmtpd cannot find one by itself."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return Controller(postman, hostname="127.0.0.1", port=port)


def written(session, settings, mail):
    """The letter of a test: what it says stands in its arguments."""
    if mail.arguments.get("dropped"):
        return None
    if mail.arguments.get("broken"):
        raise ZeroDivisionError
    words = mail.arguments.get("words", "请核对")
    return Letter(mail.title, [f"{mail.name}：您好。", words], "http://x.cn/c/s", "打开", ["完"])


class Outbox:
    """The outbox of a group, and the worker that empties it."""

    def __init__(self, session, actor, home, settings):
        self.session, self.actor, self.home = session, actor, home
        self.settings = settings

    def post(self, address="a@firm.cn", name="沈知远", title="请核对合作活动", **arguments):
        mail = service.post(
            self.session, self.actor, "test", arguments, name=name, address=address, title=title
        )
        self.session.commit()
        return mail

    def empty(self):
        """Let a worker do the job once."""
        handlers = {service.JOB: delivering({"test": written})}
        done = Worker(db.engine, handlers, self.home, self.settings).run_one()
        self.session.expire_all()
        return done
