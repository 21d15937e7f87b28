"""The outbox that the administrator of the secretariat sees."""

import sqlalchemy as sa

from groupmgr.journal.models import Entry
from groupmgr.mail.models import MailState
from groupmgr.policy import Role


def test_the_office_sees_what_was_not_sent_and_sends_it_again(
    session, outbox, postman, sign_in, make
):
    group = make.group()
    office = sign_in(Role.SECRETARIAT, group=group)
    outbox.actor = office.actor
    mail = outbox.post("550@firm.cn", title="请核对数控研修班")
    outbox.empty()

    page = office.get(f"{office.home}/mail/").text
    for words in ("请核对数控研修班", "550@firm.cn", "未发出", "拒收"):
        assert words in page
    assert "重发" in office.get(f"{office.home}/mail/{mail.id}").text

    mail.address = "a@firm.cn"
    session.commit()
    assert office.post(f"{office.home}/mail/{mail.id}/again").status_code == 303
    outbox.empty()
    assert mail.state is MailState.SENT
    assert len(postman.letters) == 1
    assert session.scalars(sa.select(Entry.deed)).all() == ["重发邮件"]
    assert office.post(f"{office.home}/mail/{mail.id}/again").status_code == 409


def test_others_see_no_letters(outbox, sign_in, make):
    group = make.group()
    for role in (Role.STAFF, Role.UNIT_ADMIN, Role.LEADER):
        client = sign_in(role, group=group)
        assert client.get(f"{client.home}/mail/").status_code == 403


def test_a_list_of_many_letters_asks_no_more_than_one_of_few(outbox, sign_in, make, statements):
    office = sign_in(Role.SECRETARIAT, group=make.group())
    outbox.actor = office.actor
    outbox.post()
    with statements() as few:
        office.get(f"{office.home}/mail/")
    for _ in range(20):
        outbox.post()
    with statements() as many:
        office.get(f"{office.home}/mail/")
    assert len(many) == len(few)
