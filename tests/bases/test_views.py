import io

import pytest
from python_calamine import CalamineWorkbook

from groupmgr.bases.labels import BaseKind, BaseState
from groupmgr.bases.models import KindOfBase, TrainingBase
from groupmgr.kernel.credit import Decision
from groupmgr.policy import Role
from tests.bases.makers import make_base
from tests.reading import primaries


def filled(owner, **facts):
    return {
        "name": "智能制造公共实训基地",
        "kinds": ["public", "virtual"],
        "owner_unit_id": owner.id,
        "build_mode": "co-built",
        "level": "provincial",
        "state": "operating",
        "since": "2021-09-01",
        "open_to": "members",
        "floor_area": "１，２００.5",
    } | facts


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def school(make, group):
    return make.unit(group, name="云岭机电职业技术学院")


def test_a_school_registers_a_base_with_its_partners(sign_in, session, make, group, school):
    partner = make.unit(group, name="云岭重工机械有限公司")
    client = sign_in(Role.UNIT_CLERK, group=group, unit=school)
    rows = {"parties-0-unit_id": partner.id, "parties-0-amount": "12.5", "parties-1-unit_id": ""}

    answer = client.post(
        f"{client.home}/bases/new", data=filled(school, **rows), follow_redirects=True
    )

    assert "实训基地已保存" in answer.text
    assert "待审核" in answer.text
    base = session.query(TrainingBase).one()
    assert base.floor_area == 1200.5
    shown = client.get(f"{client.home}/bases/{base.id}").text
    assert "云岭重工机械有限公司" in shown
    assert "12.50" in shown


def test_what_the_office_registers_counts_at_once(sign_in, session, group, school):
    client = sign_in(Role.STAFF, group=group)
    client.post(f"{client.home}/bases/new", data=filled(school))
    page = client.get(f"{client.home}/bases/?view=approved").text
    assert "智能制造公共实训基地" in page


def test_a_broken_rule_stands_at_its_field_and_what_was_typed_stays(
    sign_in, session, group, school
):
    client = sign_in(Role.STAFF, group=group)
    typed = filled(school, since="2099年1月5日", floor_area="很大")
    answer = client.post(f"{client.home}/bases/new", data=typed)
    assert "请填数字" in answer.text
    assert 'value="智能制造公共实训基地"' in answer.text

    answer = client.post(f"{client.home}/bases/new", data=typed | {"floor_area": "900"})
    assert "状态起始日期不能晚于今天" in answer.text
    assert 'href="#since"' in answer.text
    assert session.query(TrainingBase).count() == 0


def test_a_partner_is_not_named_twice_and_is_not_the_host(sign_in, make, group, school):
    client = sign_in(Role.STAFF, group=group)
    other = make.unit(group)
    twice = {"parties-0-unit_id": other.id, "parties-1-unit_id": other.id}
    host = {"parties-0-unit_id": school.id}
    stranger = {"parties-0-unit_id": make.unit(make.group()).id}
    for rows, words in [
        (twice, "同一单位的同一投入形式只填一行"),
        (host, "依托单位不用再列"),
        (stranger, "请从列表中的单位选择"),
    ]:
        answer = client.post(f"{client.home}/bases/new", data=filled(school, **rows))
        assert words in answer.text


def test_the_office_returns_a_base_with_a_reason_and_the_school_mends_it(
    sign_in, session, make, group, school
):
    base = make_base(make, school, group, decision=Decision.WAITING)
    office = sign_in(Role.STAFF, group=group)
    clerk = sign_in(Role.UNIT_CLERK, group=group, unit=school)
    decide = f"{office.home}/bases/{base.id}/decide"

    assert "请写明理由" in office.post(decide, data={"decision": "returned"}).text
    office.post(decide, data={"decision": "returned", "reason": "缺共建协议"})
    shown = clerk.get(f"{clerk.home}/bases/{base.id}").text
    assert "已退回" in shown
    assert "缺共建协议" in shown

    clerk.post(f"{clerk.home}/bases/{base.id}/edit", data=filled(school))
    assert "待审核" in clerk.get(f"{clerk.home}/bases/{base.id}").text
    office.post(decide, data={"decision": "approved"})
    assert "已通过" in clerk.get(f"{clerk.home}/bases/{base.id}").text
    assert clerk.post(decide, data={"decision": "approved"}).status_code == 403


def test_the_second_of_two_editors_sees_both_texts_and_loses_nothing(
    sign_in, session, make, group, school
):
    base = make_base(make, school, group)
    client = sign_in(Role.STAFF, group=group)
    edit, read = f"{client.home}/bases/{base.id}/edit", str(base.revision)

    first = client.post(edit, data=filled(school, name="甲的名称", revision=read))
    assert first.status_code == 303
    second = client.post(edit, data=filled(school, name="乙的名称", revision=read))
    assert "刚被别人改过" in second.text
    assert "甲的名称" in second.text
    assert 'value="乙的名称"' in second.text
    session.refresh(base)
    assert base.name == "甲的名称"

    again = str(base.revision)
    assert f'value="{again}"' in second.text
    client.post(edit, data=filled(school, name="乙的名称", revision=again))
    session.refresh(base)
    assert base.name == "乙的名称"


def test_a_unit_does_not_find_what_another_has_not_got_through(sign_in, make, group, school):
    base = make_base(make, make.unit(group), group, decision=Decision.WAITING, name="别校草稿")
    client = sign_in(Role.UNIT_CLERK, group=group, unit=school)
    assert client.get(f"{client.home}/bases/{base.id}").status_code == 404
    assert client.get(f"{client.home}/bases/{base.id}/edit").status_code == 404
    assert "别校草稿" not in client.get(f"{client.home}/bases/").text


def test_the_list_is_searched_narrowed_and_sorted(sign_in, make, group, school):
    firm = make.unit(group, name="恒砺数控技术有限公司")
    make_base(make, school, group, name="轴承实训基地", floor_area=100)
    make_base(make, firm, group, name="机器人工坊", floor_area=900, state=BaseState.MENDING)
    make_base(
        make,
        school,
        group,
        parties=[firm],
        name="焊接中心",
        kinds=[KindOfBase(kind=BaseKind.PRACTICE_CENTRE)],
    )
    client = sign_in(Role.LEADER, group=group)

    def found(query):
        page = client.get(f"{client.home}/bases/?{query}").text
        names = ("轴承实训基地", "机器人工坊", "焊接中心")
        return sorted((name for name in names if f">{name}</a>" in page), key=page.index)

    assert found("q=机器人") == ["机器人工坊"]
    assert found("q=jqr") == []
    assert found("q=jiqiren") == ["机器人工坊"]
    assert set(found("q=恒砺")) == {"机器人工坊", "焊接中心"}
    assert set(found(f"unit={firm.id}")) == {"机器人工坊", "焊接中心"}
    assert found("kind=practice-centre") == ["焊接中心"]
    assert found("state=mending") == ["机器人工坊"]
    assert found("sort=area") == ["轴承实训基地", "机器人工坊", "焊接中心"]
    assert found("sort=-area") == ["机器人工坊", "轴承实训基地", "焊接中心"]
    assert len(found("state=nonsense&sort=nonsense&page=99&unit=abc")) == 3


def test_a_list_that_finds_nothing_says_which_condition_to_drop(sign_in, make, group, school):
    make_base(make, school, group, name="轴承实训基地")
    client = sign_in(Role.LEADER, group=group)
    page = client.get(f"{client.home}/bases/?q=轴承&state=mending").text
    assert "没有同时符合 2 个条件的实训基地" in page
    assert "去掉“状态 整改”后有 1 个" in page
    empty = sign_in(Role.LEADER)
    assert "还没有实训基地" in empty.get(f"{empty.home}/bases/").text


def test_the_workbook_holds_the_same_rows_and_no_formula(sign_in, make, group, school):
    make_base(make, school, group, name='=HYPERLINK("http://x")', floor_area=1234.5)
    make_base(make, school, group, name="另一基地", state=BaseState.MENDING)
    client = sign_in(Role.LEADER, group=group)

    answer = client.get(f"{client.home}/bases/?as=xlsx&state=operating")

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0)
    head, row = sheet.to_python()
    assert head[:2] == ["基地名称", "依托单位"]
    assert row[0] == '=HYPERLINK("http://x")'
    assert row[head.index("建筑面积（平方米）")] == 1234.5
    assert b"<f>" not in answer.data


def test_the_list_takes_the_same_queries_however_long_it_is(
    sign_in, make, group, school, statements
):
    client = sign_in(Role.STAFF, group=group)

    def asked(number):
        for _ in range(number):
            make_base(make, school, group, parties=[make.unit(group)])
        with statements() as sent:
            client.get(f"{client.home}/bases/")
        return len(sent)

    assert asked(1) == asked(19) <= 20


def test_what_was_not_reported_is_not_zero(sign_in, make, group, school):
    base = make_base(make, school, group)
    client = sign_in(Role.UNIT_CLERK, group=group, unit=school)
    year = f"{client.home}/bases/{base.id}/years/2024"

    refused = client.post(year, data={"equipment": "3", "large_equipment": "4"})
    assert "大型设备数不能大于设备总数" in refused.text
    client.post(year, data={"workstations": "50", "equipment_value": "120"})

    shown = client.get(f"{client.home}/bases/{base.id}").text
    assert "120.00" in shown
    assert "未报" in shown
    assert 'value="120.00"' in client.get(year).text


def test_plaques_and_recommendations_are_kept_apart(sign_in, make, group, school):
    base = make_base(make, school, group)
    client = sign_in(Role.UNIT_CLERK, group=group, unit=school)
    honours = f"{client.home}/bases/{base.id}/honours"
    rows = {
        "plaques-0-title": "公共实训基地",
        "plaques-0-giver": "云岭省装备制造职业教育集团",
        "plaques-0-hung_on": "2024-05-01",
        "standings-0-title": "开放型区域产教融合实践中心",
        "standings-0-level": "national",
        "standings-0-standing": "recommended",
        "standings-0-on": "2024-09-10",
    }
    early = client.post(honours, data=rows | {"plaques-0-removed_on": "2023-01-01"})
    assert "摘牌日期不能早于授牌日期" in early.text
    client.post(honours, data=rows)
    shown = client.get(f"{client.home}/bases/{base.id}").text
    assert "推荐" in shown
    assert "入选</span>" not in shown


def test_a_base_is_offered_to_the_other_groups_of_its_host(sign_in, make, group, school):
    other, foreign = make.group(name="澜山联合体"), make.group()
    make.membership(other, school)
    base = make_base(make, school, group)
    client = sign_in(Role.UNIT_CLERK, group=group, unit=school)
    offer = f"{client.home}/bases/{base.id}/offer"

    client.post(f"{offer}/{other.id}")
    assert client.post(f"{offer}/{other.id}").status_code == 409
    assert client.post(f"{offer}/{foreign.id}").status_code == 409

    office = sign_in(Role.STAFF, group=other)
    page = office.get(f"{office.home}/bases/?view=waiting").text
    assert base.name in page


def test_deciding_is_the_primary_action_while_the_base_waits(sign_in, make, group, school):
    waiting = make_base(make, school, group, decision=Decision.WAITING)
    approved = make_base(make, school, group)
    office = sign_in(Role.STAFF, group=group)
    clerk = sign_in(Role.UNIT_CLERK, group=group, unit=school)

    def seen(client, base):
        return primaries(client.get(f"{client.home}/bases/{base.id}").text)

    assert seen(office, waiting) == ["通过并计入本集团"]
    assert (seen(office, approved), seen(clerk, waiting)) == (["编辑"], ["编辑"])
