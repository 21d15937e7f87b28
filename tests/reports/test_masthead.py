"""The layout of a report: proposed from the records, typed once a year, printed by editions."""

import datetime as dt
from dataclasses import replace

import pypdfium2
import pytest

from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.meetings.labels import MeetingKind
from groupmgr.policy import Role
from groupmgr.reports import making
from groupmgr.reports.collect.year import collect
from groupmgr.reports.facts import Imprint
from groupmgr.reports.masthead import service
from groupmgr.reports.masthead.models import Layout
from tests.reading import words
from tests.reports.makers import YearMaker
from tests.reports.samples import ADDRESS, OFFICIAL, empty_facts

IMPRINT = Imprint(number="云职集〔2024〕12号", dated="2025-01-06", signer="周维安")


def text(masthead):
    """Return the words of each page of a report without records."""
    facts = replace(empty_facts(), masthead=masthead)
    with pypdfium2.PdfDocument(making.pdf(facts, imprint=IMPRINT)) as file:
        return ["".join(page.get_textpage().get_text_range().split()) for page in file]


def in_order(words, *parts):
    for part in parts:
        _, found, words = words.partition(part)
        if not found:
            return False
    return True


def test_an_official_document_has_head_addressee_signature_and_foot():
    pages = text(OFFICIAL)
    whole = "".join(pages)
    assert pages[0].startswith("云岭省装备制造职业教育集团文件")
    assert in_order(
        whole,
        "云岭省装备制造职业教育集团文件云职集〔2024〕12号新设职业教育集团2024年度工作报告各成员单位：",
        "附件：数据缺口清单云岭省装备制造职业教育集团秘书处2025年1月6日",
        "目录",
        "附件1数据缺口清单",
        "数据截止日2024年12月31日发文字号云职集〔2024〕12号签发人周维安数据指纹",
        "抄送：云岭省教育厅，云岭省工业和信息化厅。云岭省装备制造职业教育集团秘书处2025年1月6日印发",
    )
    assert "谢谢大家" not in whole


def test_a_report_to_a_superior_bears_its_signer_beside_its_number():
    pages = text(replace(OFFICIAL, upward=True))
    assert any("云职集〔2024〕12号签发人：周维安" in page for page in pages)


def test_an_address_has_a_couplet_an_opening_and_thanks():
    pages = text(ADDRESS)
    whole = "".join(pages)
    couplet = "扎实推进产教融合促进我省装备制造业高质量发展——新设职业教育集团2024年度工作报告"
    assert pages[0].startswith(f"会议资料1{couplet}成员代表大会（年会）")
    assert in_order(
        whole,
        "目录",
        "附件1数据缺口清单",
        f"{couplet}（2024年12月31日）集团秘书长周维安各位领导、各位代表：大家上午好",
        "最后，祝大家工作顺利、身体健康。谢谢大家！",
        "附件1数据缺口清单",
    )
    assert "抄送" not in whole


@pytest.fixture
def group(make):
    return make.group(secretary_general="周维安", short_name="云岭职教集团")


@pytest.fixture
def office(make, group):
    return make.actor(make.account(Role.SECRETARIAT, group=group), group)


def frozen(session, group):
    return collect(session, group, 2024, dt.date(2024, 12, 31)).masthead


def typed(session, group, **facts):
    """Return what the form sends: the proposal, and what was typed over it."""
    proposed = service.of_year(session, group, 2024)
    names = [column.name for column in proposed.__table__.columns]
    kept = ("id", "group_id", "year", "revision", "created_at", "changed_at")
    return {name: getattr(proposed, name) for name in names if name not in kept} | facts


def test_the_records_propose_what_nobody_typed(session, make, group):
    year = YearMaker(session)
    units = [make.unit(group), make.unit(group)]
    assembly = {"kind": MeetingKind.ASSEMBLY, "title": "2024年年会"}
    days = {"starts_at": dt.datetime(2025, 1, 9, 9), "ends_at": dt.datetime(2025, 1, 9, 11)}  # noqa: DTZ001
    year.meeting(group, *units, **assembly, **days)
    found = frozen(session, group)
    assert found.layout == "official"
    assert found.letterhead == f"{group.name}文件"
    assert found.reporter == "云岭职教集团秘书长　周维安"
    assert (found.meeting, found.spoken_on) == ("2024年年会", "2025-01-09")


def test_what_was_typed_is_frozen_with_the_edition(session, group, office):
    facts = typed(session, group, layout=Layout.ADDRESS, headline="甲\n乙", paper=1)
    service.save(session, office, service.of_year(session, group, 2024), facts)
    service.save(session, office, service.of_year(session, group, 2024), facts | {"paper": 2})
    found = frozen(session, group)
    assert (found.layout, found.headline, found.paper) == ("address", "甲\n乙", 2)


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("letterhead", {"letterhead": ""}),
        ("salutation", {"layout": Layout.ADDRESS, "salutation": ""}),
        ("headline", {"headline": "一\n二\n三"}),
    ],
)
def test_a_layout_without_its_pieces_is_refused(session, group, office, field, facts):
    masthead = service.of_year(session, group, 2024)
    with pytest.raises(RuleBroken) as refused:
        service.save(session, office, masthead, typed(session, group, **facts))
    assert refused.value.field == field


def test_only_the_office_chooses(session, make, group):
    leader = make.actor(make.account(Role.LEADER, group=group), group)
    with pytest.raises(NotAllowed):
        service.save(session, leader, service.of_year(session, group, 2024), typed(session, group))


def test_the_page_keeps_what_was_typed_and_shows_it_again(sign_in, group):
    office = sign_in(Role.SECRETARIAT, group=group)
    page = f"{office.home}/reports/masthead/2024"
    assert f"{group.name}文件" in words(office.get(page).text)
    facts = {"layout": "address", "signed_by": "秘书处", "headline": "甲\n乙\n丙"}
    assert "主标题最多两行" in office.post(page, data=facts | {"salutation": "各位代表"}).text
    kept = facts | {"headline": "同心\n同行", "salutation": "各位代表"}
    assert office.post(page, data=kept).status_code == 303
    assert "同心" in words(office.get(page).text)
    assert "版式与抬头" in words(office.get(f"{office.home}/reports/new").text)


def test_what_was_typed_around_the_text_is_proof_read():
    wrong = replace(ADDRESS, closing="最后，祝大家身体将康。\n谢谢大家！")
    facts = replace(empty_facts(), masthead=wrong)
    assert [one.words for one in making.findings(facts)] == ["“身体将康”疑为“身体健康”"]
    assert not making.findings(replace(empty_facts(), masthead=ADDRESS))
    assert not making.findings(replace(empty_facts(), masthead=OFFICIAL))
