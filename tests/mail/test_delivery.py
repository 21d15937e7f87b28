"""Letters leave the outbox once, each on its own, and what fails is tried again."""

import datetime as dt
import stat

import pytest
import sqlalchemy as sa
import time_machine

from groupmgr.jobs.models import Job
from groupmgr.kernel.clock import BEIJING, now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.mail import service
from groupmgr.mail.delivery import PAUSES
from groupmgr.mail.models import Mail, MailState


def test_a_letter_goes_to_the_mail_server_as_text_and_as_html(outbox, postman):
    mail = outbox.post(words="请核对 <b>活动</b>")
    outbox.empty()
    (letter,) = postman.letters
    assert mail.state is MailState.SENT
    assert mail.sent_at
    assert letter["To"] == "沈知远 <a@firm.cn>"
    assert letter["From"] == "云岭职教集团 <noreply@yunling.cn>"
    assert letter["Subject"] == "请核对合作活动"
    plain, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "http://x.cn/c/s" in plain
    assert '<a href="http://x.cn/c/s">' in html
    assert "&lt;b&gt;" in html
    for loads in ("src=", "<img", "<link", "<script", "url("):
        assert loads not in html


def test_a_letter_is_posted_in_the_transaction_of_the_change(session, outbox, postman):
    service.post(session, outbox.actor, "test", {}, name="沈", address="a@b.cn", title="不要发")
    session.rollback()
    assert not outbox.empty()
    assert postman.letters == []


def test_a_letter_is_sent_once(outbox, postman):
    outbox.post()
    outbox.empty()
    outbox.post("b@firm.cn")
    outbox.empty()
    assert [letter["To"].addresses[0].username for letter in postman.letters] == ["a", "b"]


def test_an_address_that_is_refused_blocks_no_other(outbox, postman):
    refused, later, fine = (outbox.post(f"{who}@firm.cn") for who in ("550", "450", "a"))
    outbox.empty()
    assert [one.state for one in (refused, later, fine)] == [
        MailState.FAILED,
        MailState.WAITING,
        MailState.SENT,
    ]
    assert "拒收（550 not here）" in refused.problem
    assert "暂时不收（450 not here）" in later.problem


def test_what_was_not_taken_is_tried_later_and_given_up_at_last(session, outbox):
    mail = outbox.post("450@firm.cn")
    moment = now().replace(tzinfo=BEIJING)
    for pause in PAUSES:
        with time_machine.travel(moment, tick=False):
            service.jobs.queue(session, outbox.actor, service.JOB, service.JOB, {})
            session.commit()
            outbox.empty()
            assert mail.state is MailState.WAITING
            assert mail.due_at == now() + dt.timedelta(minutes=pause)
        moment += dt.timedelta(minutes=pause)
    with time_machine.travel(moment, tick=False):
        service.jobs.queue(session, outbox.actor, service.JOB, service.JOB, {})
        session.commit()
        outbox.empty()
    assert mail.state is MailState.FAILED


def test_a_server_that_is_down_loses_nothing(outbox, postman):
    outbox.settings["SMTP_URL"] = "smtp://127.0.0.1:1"
    first, second = outbox.post(), outbox.post("b@firm.cn")
    outbox.empty()
    assert (first.state, first.attempts) == (MailState.WAITING, 1)
    assert "邮件服务器连接失败" in first.problem
    assert (second.state, second.attempts) == (MailState.WAITING, 0)


def test_a_letter_that_cannot_be_written_blocks_no_other(outbox, postman, caplog):
    broken, fine = outbox.post(broken=True), outbox.post()
    outbox.empty()
    assert (broken.state, fine.state) == (MailState.FAILED, MailState.SENT)
    assert "系统出错" in broken.problem


def test_a_letter_that_is_no_longer_wanted_is_not_sent(outbox, postman):
    mail = outbox.post(dropped=True)
    outbox.empty()
    assert mail.state is MailState.DROPPED
    assert postman.letters == []


def test_no_password_goes_out_unencrypted(outbox, postman):
    outbox.settings["SMTP_URL"] = outbox.settings["SMTP_URL"].replace("//", "//user:secret@")
    mail = outbox.post()
    outbox.empty()
    assert "不支持加密" in mail.problem
    assert postman.letters == []


def test_without_a_mail_server_letters_are_files_of_the_home(folder, tmp_path):
    mail = folder.post()
    folder.empty()
    (file,) = (tmp_path / "mail").iterdir()
    assert mail.state is MailState.SENT
    assert file.suffix == ".eml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"a@firm.cn" in file.read_bytes()


def test_nobody_writes_headers_by_a_name_or_a_title(outbox, postman):
    outbox.post(name="沈\r\nBcc: x@evil.cn", title="请核对\nX-Evil: 1\r\n\r\n<script>")
    outbox.empty()
    (letter,) = postman.letters
    assert letter["Bcc"] is None
    assert letter["X-Evil"] is None
    assert letter["To"].addresses[0].addr_spec == "a@firm.cn"


@pytest.mark.parametrize(
    "address",
    ["", "a", "a@", "@b.cn", "a@b", "a b@c.cn", "a@b.cn\nBcc: x@y.cn", "a@b.cn,c@d.cn", "<a@b.cn>"],
)
def test_what_is_no_address_is_refused(session, outbox, address):
    with pytest.raises(RuleBroken, match="邮箱写法不对"):
        outbox.post(address)
    session.rollback()
    assert session.scalars(sa.select(Mail)).all() == []
    assert session.scalars(sa.select(Job)).all() == []
