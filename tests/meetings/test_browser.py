"""A council of 94 units, from the notice to the issued minutes, as people hold it."""

import datetime as dt
from typing import NamedTuple

import pytest
import sqlalchemy as sa

from groupmgr.groups.labels import BodyKind
from groupmgr.groups.models import Body
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.site import Site
from groupmgr.meetings.labels import MeetingState
from groupmgr.meetings.models import AgendaItem, Meeting, Vote
from groupmgr.meetings.service import attendance, inviting
from groupmgr.members.labels import Rank
from groupmgr.members.models import Membership
from groupmgr.policy import Role
from tests.browser import findings
from tests.reading import words

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.parametrize("app", ["sqlite"], indirect=True),
]
UNITS, THERE = 94, 63


@pytest.fixture
def units(make, group, session):
    """The council: 94 units whose rank seats them, and a charter of two thirds."""
    make.charter(group)
    made = [make.unit(group, name=f"第{n}职业学校") for n in range(1, UNITS + 1)]
    session.execute(sa.update(Membership).values(rank=Rank.COUNCIL))
    make.add(Body(group_id=group.id, kind=BodyKind.COUNCIL, name="理事会"))
    return made


def says(page):
    return words(page.content())


class Invited(NamedTuple):
    """A unit with the link by which it answers."""

    key: int
    name: str
    link: str


def kept(session, table):
    """Return what is stored now, and hold no lock on it."""
    session.expire_all()
    found = session.scalars(sa.select(table).order_by(table.id)).all()
    session.expunge_all()
    session.commit()
    return found


def first_units(session, site):
    session.expire_all()
    roll = attendance.roll(session, session.scalars(sa.select(Meeting)).one())[:3]
    found = [Invited(row.unit_id, row.unit.name, inviting.link(site, row)) for row in roll]
    session.commit()
    return found


def plan(page):
    """Plan the meeting for tomorrow, with two items to vote on, and send the notice."""
    tomorrow = today() + dt.timedelta(days=1)
    page.fill("#title", "第二届理事会第四次会议")
    page.select_option("#kind", label="理事会会议")
    page.select_option("#form", label="线下")
    page.fill("#starts_at", f"{tomorrow}T09:00")
    page.fill("#ends_at", f"{tomorrow}T11:00")
    page.select_option("#body_id", label="理事会")
    page.fill("#place", "图文中心报告厅")
    page.fill("#host", "陆怀民")
    page.click("main button.btn-primary")
    page.wait_for_selector("text=会议已拟定")
    meeting = page.url
    page.goto(f"{meeting}/agenda/")
    for title in ("审定年度工作报告", "审定会费标准"):
        page.fill("#title", title)
        page.select_option("#kind", label="审定")
        page.click("button:has-text('添加议题')")
    page.goto(f"{meeting}/attendance/")
    page.click("button:has-text('邀请理事会全体单位')")
    page.wait_for_selector("text=参会单位 94 家")
    page.goto(meeting)
    page.click("summary:has-text('发出通知')")
    page.click("[data-ask] button:has-text('发出通知')")
    page.wait_for_selector(".gm-status:has-text('已通知')")
    return meeting


def vote(page, meeting, item):
    page.goto(f"{meeting}/agenda/{item}/vote")
    page.fill("#yes", "50")
    page.select_option("#by", label="举手")
    page.click("main form button.btn-primary")
    page.wait_for_load_state()


def test_a_council_of_94_from_the_notice_to_the_issued_minutes(
    app, browse, make, group, units, session, chromium, address
):
    clerk = make.account(Role.SECRETARIAT, group)
    page = browse(clerk.login, f"/g/{group.code}/meetings/new")
    meeting = plan(page)

    # One unit delegates, by its link and without an account.
    page.goto(f"{meeting}/replies")
    page.click("button:has-text('生成链接')")
    page.wait_for_selector("text=94 个链接已生成")
    site = Site(app.config["SECRET_KEY"], address)
    own, sending, leaving = first_units(session, site)
    phone = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.goto(sending.link)
    phone.click("text=不能派人参加")
    phone.fill("#person", "韩卫东")
    phone.select_option("#delegate_unit_id", str(own.key))
    phone.fill("#said_by", "周敏")
    assert findings(phone) == []
    phone.click("button:has-text('提交回执')")
    phone.wait_for_selector("text=委托 韩卫东")

    # The day has come: the code is at the door, and the delegate signs for his own unit.
    start = dt.datetime.combine(today(), dt.time())
    times = {"starts_at": start, "ends_at": start + dt.timedelta(hours=23, minutes=59)}
    session.execute(sa.update(Meeting).values(times))
    session.commit()
    page.goto(f"{meeting}/door")
    page.click("button:has-text('生成二维码')")
    page.wait_for_selector("svg.gm-qr")
    door = inviting.door(site, kept(session, Meeting)[0])
    for unit, answer in ((own, "同时代表"), (leaving, "一人只代表一家")):
        phone.goto(door)
        phone.select_option("#unit_id", str(unit.key))
        phone.fill("#person", "韩卫东")
        phone.click("button:has-text('签到')")
        phone.wait_for_selector(f"text={answer}")
    phone.context.close()

    # The others sign on paper; the clerk saves the list at once: 63 are there, he counted once.
    page.goto(f"{meeting}/attendance/")
    page.evaluate(
        """many => [...document.querySelectorAll("select[name$=presence]")]
        .slice(2, many).forEach((one) => { one.value = "present"; })""",
        THERE,
    )
    page.click("button:has-text('保存到会情况')")
    page.wait_for_selector("text=到会情况已保存")
    page.goto(meeting)
    assert "应到94家实到63本人62，委托1法定人数63" in "".join(says(page).split())
    assert findings(page) == []
    page.click("button:has-text('宣布召开')")
    page.wait_for_selector(".gm-status:has-text('已召开')")
    first, second = (item.id for item in kept(session, AgendaItem))
    vote(page, meeting, first)
    assert "通过线 42 票" in says(page)
    assert "应到 94 家，到会 63 家，法定人数 63 家" in says(page)

    # One leaves: the quorum falls, the vote is refused, and the vote of before stands.
    page.goto(f"{meeting}/attendance/")
    row = page.locator("tr", has_text=leaving.name).first
    row.locator("summary:has-text('离开')").click()
    row.locator("button:has-text('登记离开')").click()
    page.wait_for_selector("text=现到会 62 家，法定人数 63 家，还差 1 家")
    vote(page, meeting, second)
    assert "现到会 62 家，法定人数 63 家，还差 1 家，不能表决" in says(page)
    assert len(kept(session, Vote)) == 1
    page.goto(f"{meeting}/resolutions/new")
    page.select_option("#agenda_item_id", str(first))
    page.fill("#text", "同意年度工作报告")
    page.click("main button.btn-primary")
    page.wait_for_selector(f"text=理事会〔{today().year}〕1号")

    # Minutes: drafted from the records, commented on, answered, issued, and closed for good.
    page.click("text=起草纪要")
    assert "应到94家，实到63家" in page.input_value("#text")
    page.click("button:has-text('保存纪要')")
    page.click("summary:has-text('纪要会签')")
    page.fill("#comments-by", str(today() + dt.timedelta(days=3)))
    page.click("[data-ask] button:has-text('发出会签')")
    page.wait_for_selector(".gm-status:has-text('纪要会签')")
    page.goto(own.link)
    page.fill("#text", "请写明表决方式")
    page.fill("#name", "韩卫东")
    page.click("button:has-text('提交意见')")
    page.wait_for_selector("text=意见已收到")
    page.goto(meeting)
    page.click("button:has-text('采纳')")
    page.wait_for_selector("text=已采纳")
    page.click("summary:has-text('印发纪要')")
    page.click("[data-ask] button:has-text('印发归档')")
    page.wait_for_selector(f"text=理事会纪要〔{today().year}〕1号")
    [stored] = kept(session, Meeting)
    assert stored.state is MeetingState.ARCHIVED
    assert stored.minutes_issued_on == now().date()
    page.goto(f"{meeting}/minutes")
    page.fill("#text", "会后又改一处。")
    page.click("button:has-text('保存纪要')")
    page.wait_for_selector("text=不能执行")
