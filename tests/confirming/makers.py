"""A school that reports, a firm that takes part, and the link between them."""

from email import message_from_bytes
from email.policy import default

import sqlalchemy as sa

from groupmgr.activities.labels import Measure
from groupmgr.activities.service import drafting
from groupmgr.confirming import asking, inviting
from groupmgr.confirming.site import Site
from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.groups import reminding
from groupmgr.jobs.service import queue
from groupmgr.jobs.worker import Worker
from groupmgr.mail.models import Mail
from groupmgr.mail.transport import FOLDER
from tests.activities.makers import Stage, party

SITE = Site("test", "http://localhost")
SETTINGS = {"SECRET_KEY": "test"}

TYPED = {"said": "confirmed", "name": "沈知远", "post": "培训主管"}


class Asking:
    """An activity of a school with a firm, and what the firm sees of it by its link."""

    def __init__(self, app, make):
        self.stage = Stage(make)
        self.session = make.session
        self.client = app.test_client()
        self.home = app.config["HOME"]
        self.school = self.stage.unit(name="云岭机电职业技术学院")
        self.firm = self.stage.unit(name="恒砺数控技术有限公司")
        self.third = self.stage.unit(name="澜山职业技术学院")
        self.clerk = self.stage.clerk(self.school)
        self.figures = {
            (Measure.PERSON_TIMES, None): 320,
            (Measure.TEACHERS_SENT, self.firm.id): 2,
            (Measure.TEACHERS_SENT, self.third.id): 7,
        }
        parties = [party(self.firm), party(self.third)]
        self.activity = self.stage.submitted(
            self.clerk, title="数控师资研修班", parties=parties, figures=self.figures
        )

    @property
    def party(self):
        """The part of the firm, as the next request reads it."""
        self.activity = self.stage.again(self.activity)
        return next(one for one in self.activity.parties if one.unit_id == self.firm.id)

    def link(self, actor=None):
        """The address of a new link for the firm."""
        invitation = inviting.invite(self.session, actor or self.clerk, self.party, SITE)
        return self.handed_out(invitation)

    def handed_out(self, invitation):
        """The path of a link; afterwards no transaction is open that would hold up a browser."""
        address = SITE.link(invitation)
        self.session.commit()
        return address.removeprefix(SITE.address)

    def reach(self, email="shen@hengli.cn"):
        """Write down the address of the firm."""
        self.party.contact_email = email
        self.session.commit()

    def ask(self, actor=None):
        """Write to the firm; return its link."""
        invitation = asking.ask(self.session, actor or self.clerk, self.party, SITE)
        return self.handed_out(invitation)

    def remind(self):
        """Let the worker remind, and then send what lies in the outbox."""
        queue(self.session, self.clerk, reminding.JOB, reminding.JOB, {})
        self.session.commit()
        while Worker(db.engine, HANDLERS, self.home, SETTINGS).run_one():
            pass
        self.session.expire_all()

    def letters(self):
        """The letters that were sent, in the order of the outbox."""
        files = sorted(
            (self.home / FOLDER).glob("*.eml"), key=lambda file: (len(file.name), file.name)
        )
        return [message_from_bytes(file.read_bytes(), policy=default) for file in files]

    def mails(self):
        return self.session.scalars(sa.select(Mail).order_by(Mail.id)).all()

    def open(self, link):
        return self.client.get(link)

    def answer(self, link, **typed):
        version = self.party.activity.version
        return self.client.post(link, data={"version": version, **TYPED} | typed)

    def change(self, figures):
        """Change figures of the record, as its unit does."""
        facts = {"figures": self.figures | figures}
        drafting.save(self.session, self.clerk, self.party.activity, facts)
        self.session.commit()


def _number(file):
    return int(file.stem.rpartition("-")[2])
