"""A register as a workbook, from the download to the undoing, tried on training bases."""

import datetime as dt
import io
from pathlib import Path

import pytest

from groupmgr.bases.models import BaseParty, TrainingBase
from groupmgr.bases.service import registering
from groupmgr.extensions import db as database
from groupmgr.features import HANDLERS
from groupmgr.jobs.worker import Worker
from groupmgr.journal.models import Entry
from groupmgr.kernel.levels import Level
from groupmgr.policy import Role
from groupmgr.workbooks.models import Import, ImportRow, Outcome
from tests.bases.makers import make_base
from tests.reading import words
from tests.workbooks.sheets import Filled, bring, download, take

KEY, MAIN = "bases", "实训基地"


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def school(make, group):
    return make.unit(group, name="云岭机电职业技术学院")


@pytest.fixture
def partner(make, group):
    return make.unit(group, name="云岭重工机械有限公司")


@pytest.fixture
def base(make, group, school):
    facts = {"floor_area": 1200, "manager": "李工", "built_on": dt.date(2021, 5, 6)}
    return make_base(make, school, group, name="智能制造基地", **facts)


@pytest.fixture
def office(sign_in, group):
    return sign_in(Role.STAFF, group=group)


def test_the_workbook_offers_labels_and_checks_numbers_and_days(office, base):
    filled = download(office, KEY)
    sheet = filled.sheet(MAIN)
    assert sheet.freeze_panes == "C2"
    assert sheet.column_dimensions["A"].hidden
    assert filled.book["选项"].sheet_state == "hidden"
    assert filled.book["_来历"].sheet_state == "veryHidden"
    rules = {
        sheet.cell(1, next(iter(rule.sqref.ranges)).min_col).value.removesuffix(" *"): rule
        for rule in sheet.data_validations.dataValidation
    }
    offered = filled.book["选项"]
    place = [cell.value for cell in offered[1]].index("级别") + 1
    assert offered.cell(2, place).value == next(iter(Level)).label
    assert rules["级别"].type == "list"
    assert rules["建筑面积（平方米）"].type == "decimal"
    assert rules["建立日期"].type == "date"
    assert rules["基地名称"].type == "textLength"
    assert next(iter(rules["级别"].sqref.ranges)).max_row > 400
    explained = [[cell.value for cell in row] for row in filled.book["填写说明"].iter_rows()]
    assert any(row[0] == "基地名称" and row[1] == "必填" for row in explained)


def test_an_untouched_workbook_changes_nothing(office, base, session):
    address = bring(office, KEY, download(office, KEY).content())
    assert "没有变化" in words(office.get(address).text)
    assert session.query(ImportRow).count() == 0
    assert session.query(Import).one().unchanged == 1


def test_a_changed_cell_and_a_new_row_are_taken_over_and_undone(
    office, base, session, school, partner
):
    filled = download(office, KEY)
    row = filled.row(MAIN, "智能制造基地", "基地名称")
    filled.put(MAIN, row, **{"建筑面积（平方米）": 1500.5, "负责人": None})
    new = {
        "基地名称": "新能源基地",
        "基地类别": "校内实训基地、虚拟仿真实训基地",
        "依托单位": school.name,
    }
    new |= {"共建模式": "校企共建", "级别": "校级", "状态": "已建成运行", "开放范围": "社会"}
    new |= {"状态起始日期": dt.date(2023, 9, 1), "建立日期": "2023年9月1日"}
    filled.put(MAIN, row + 1, **new)
    part = filled.sheet("共建单位")
    for at, value in enumerate(("新能源基地", partner.name, "设备", 12.5), 2):
        part.cell(2, at).value = value

    address = bring(office, KEY, filled.content())
    page = words(office.get(address).text)
    assert "建筑面积（平方米）：1200 1500.5" in " ".join(page.split())
    assert "共 2 行" in words(take(office, address))

    made = session.query(TrainingBase).filter_by(name="新能源基地").one()
    session.refresh(base)
    assert (base.floor_area, base.manager) == (1500.5, None)
    made_parties = session.query(BaseParty).filter_by(base_id=made.id).one()
    assert (made_parties.unit_id, made_parties.amount) == (partner.id, 125_000)

    told = office.post(f"{address}/undo", follow_redirects=True).text
    assert "恢复到导入以前" in told
    session.refresh(base)
    assert (base.floor_area, base.manager) == (1200, "李工")
    assert session.query(TrainingBase).count() == 1
    assert session.query(Entry).filter_by(deed="撤销导入实训基地填报表").count() == 1


def test_what_another_changed_meanwhile_is_a_conflict_in_words(
    office, base, session, sign_in, group
):
    filled = download(office, KEY)
    row = filled.row(MAIN, "智能制造基地", "基地名称")
    filled.put(MAIN, row, 负责人="王工", 联系电话="0871-1234567")
    _revise(session, sign_in(Role.STAFF, group=group, name="张三").actor, base, manager="赵工")

    address = bring(office, KEY, filled.content())
    page = " ".join(words(office.get(address).text).split())
    assert "负责人：您改为 王工，期间张三改为 赵工" in page
    assert session.query(ImportRow).one().accepted is False

    key = session.query(ImportRow).one().id
    take(office, address, row=[key])
    session.refresh(base)
    assert (base.manager, base.phone) == ("王工", "0871-1234567")


def test_changes_to_different_cells_are_joined(office, base, session, sign_in, group):
    filled = download(office, KEY)
    row = filled.row(MAIN, "智能制造基地", "基地名称")
    filled.put(MAIN, row, 联系电话="0871-1234567")
    _revise(session, sign_in(Role.STAFF, group=group).actor, base, manager="赵工")

    take(office, bring(office, KEY, filled.content()))
    session.refresh(base)
    assert (base.manager, base.phone) == ("赵工", "0871-1234567")


def test_faulty_rows_say_why_and_come_back_as_a_workbook(office, base, session, school):
    filled = download(office, KEY)
    row = filled.row(MAIN, "智能制造基地", "基地名称")
    filled.put(MAIN, row, **{"级别": "宇宙级", "建筑面积（平方米）": "很大"})
    filled.put(MAIN, row + 1, 基地名称="缺项基地", 依托单位=school.name)

    address = bring(office, KEY, filled.content())
    page = words(office.get(address).text)
    assert "级别：“宇宙级”不在选项里" in page
    assert "建筑面积（平方米）：“很大”不是数字" in page
    assert "请选择基地类别" in page

    rest = Filled(office.get(f"{address}/rest").data)
    told = [cell.value for cell in rest.sheet(MAIN)[2]]
    assert "宇宙级" in told
    assert any("不在选项里" in str(one) for one in told)
    rest.put(MAIN, 2, **{"级别": "省级", "建筑面积（平方米）": 1300})
    take(office, bring(office, KEY, rest.content(), "待修改.xlsx"))
    session.refresh(base)
    assert (base.level, base.floor_area) == (Level.PROVINCIAL, 1300)


def test_the_workbook_of_another_group_or_register_is_refused(
    office, base, sign_in, make, group, session
):
    other = make.group(name="滨海职业教育集团", short_name="滨海职教集团")
    foreign = sign_in(Role.STAFF, group=other)
    content = download(foreign, KEY).content()
    file = {"file": (io.BytesIO(content), "填报表.xlsx")}
    answer = office.post(f"{office.home}/bases/workbook/", data=file)
    assert "是从“滨海职教集团”下载的，不能导入本集团" in words(answer.text)

    forged = download(office, KEY)
    stamp = forged.book["_来历"]
    stamp.cell(2, 1).value = str(stamp.cell(2, 1).value).replace("李工", "王工")
    answer = office.post(
        f"{office.home}/bases/workbook/", data={"file": (io.BytesIO(forged.content()), "a.xlsx")}
    )
    assert "来历信息被改动过" in words(answer.text)
    assert session.query(Import).count() == 0


def test_copied_rows_and_half_sorted_sheets_are_seen(office, make, base, session, group, school):
    make_base(make, school, group, name="物流基地")
    filled = download(office, KEY)
    sheet = filled.sheet(MAIN)
    one, two = (filled.row(MAIN, name, "基地名称") for name in ("智能制造基地", "物流基地"))
    sheet.cell(20, 1).value = sheet.cell(one, 1).value
    filled.put(MAIN, 20, 基地名称="复制来的基地")
    filled.put(MAIN, one, 基地名称="物流基地")
    filled.put(MAIN, two, 基地名称="智能制造基地")

    page = words(office.get(bring(office, KEY, filled.content())).text)
    assert "是同一条记录（整行复制来的）" in page
    assert page.count("只给一部分列排了序") == 2


def test_new_rows_that_are_brought_twice_are_not_made_twice(office, base, session, school):
    filled = download(office, KEY)
    new = {"基地名称": "新能源基地", "基地类别": "校内实训基地", "依托单位": school.name}
    new |= {"共建模式": "校企共建", "级别": "校级", "状态": "已建成运行", "开放范围": "社会"}
    new |= {"状态起始日期": "2023-09-01"}
    filled.put(MAIN, 10, **new)
    filled.put(MAIN, 11, **new)
    address = bring(office, KEY, filled.content())
    assert "与第 10 行重复" in words(office.get(address).text)
    take(office, address)
    filled.put(MAIN, 11, **dict.fromkeys(new))
    bring(office, KEY, filled.content())
    assert session.query(Import).order_by(Import.id.desc()).first().unchanged == 2
    assert session.query(TrainingBase).count() == 2


def test_a_clerk_gets_the_own_bases_alone_and_cannot_bring_those_of_others(
    sign_in, make, base, session, group, school
):
    elsewhere = make.unit(group, name="滨海职业学院")
    make_base(make, elsewhere, group, name="别校基地")
    clerk = sign_in(Role.UNIT_CLERK, group=group, unit=school)
    filled = download(clerk, KEY)
    names = [row[1].value for row in filled.sheet(MAIN).iter_rows(min_row=2, max_row=5)]
    assert names == ["智能制造基地", None, None, None]
    filled.put(MAIN, 2, 依托单位=elsewhere.name)
    assert "只能为本单位登记" in words(clerk.get(bring(clerk, KEY, filled.content())).text)


def test_nothing_is_undone_once_a_record_was_changed_again(office, base, session, sign_in, group):
    filled = download(office, KEY)
    filled.put(MAIN, 2, 负责人="王工")
    address = bring(office, KEY, filled.content())
    take(office, address)
    _revise(session, sign_in(Role.STAFF, group=group).actor, base, manager="赵工")
    told = office.post(f"{address}/undo", follow_redirects=True)
    assert "导入后又改过 1 条：智能制造基地" in words(told.text)
    session.refresh(base)
    assert base.manager == "赵工"


def test_the_office_undoes_what_another_brought_in_and_a_clerk_only_the_own(
    office, base, session, sign_in, group, school, make
):
    clerk = sign_in(Role.UNIT_CLERK, group=group, unit=school, name="周敏")
    filled = download(clerk, KEY)
    filled.put(MAIN, 2, 负责人="王工")
    address = bring(clerk, KEY, filled.content())
    assert office.get(address).status_code == 404
    take(clerk, address)

    colleague = sign_in(Role.UNIT_CLERK, group=group, unit=school)
    assert colleague.get(address).status_code == 404
    assert colleague.post(f"{address}/undo").status_code == 404
    assert "周敏" in words(office.get(f"{office.home}/{KEY}/workbook/").text)
    assert office.post(address, data={"do": "all:"}).status_code == 404
    assert "周敏上传于" in words(office.get(address).text)

    office.post(f"{address}/undo")
    session.refresh(base)
    assert base.manager == "李工"
    undone = session.query(Entry).filter_by(deed="撤销导入实训基地填报表").one()
    assert undone.account_id == office.actor.account_id


def test_a_table_from_elsewhere_is_known_by_its_headings(office, base, session, school):
    table = "基地名称,依托单位,负责人,联系电话\n智能制造基地,云岭机电职业技术学院,钱工,\n"
    address = bring(office, KEY, table.encode("gb18030"), "名单.csv")
    page = " ".join(words(office.get(address).text).split())
    assert "负责人：您填 钱工，已登记的是 李工" in page
    assert session.query(ImportRow).one().outcome is Outcome.CONFLICT


def _revise(session, actor, base, **changes):
    """Another person changes the record by the page."""
    base = session.get(TrainingBase, base.id, options=registering.SHOWN, populate_existing=True)
    facts = {
        name: getattr(base, name)
        for name in (
            *("name", "owner_unit_id", "build_mode", "level", "built_on", "floor_area"),
            *("site_area", "programmes", "main_programmes", "open_to", "agreement_id", "manager"),
            *("phone", "support_department", "approved_on", "document_number"),
        )
    }
    facts |= {"kinds": [one.kind for one in base.kinds], "parties": []}
    registering.save(session, actor, base, facts | changes)
    session.commit()


def test_many_rows_are_compared_taken_over_and_undone_by_jobs(app, office, session, school):
    heads = "基地名称,基地类别,依托单位,共建模式,级别,状态,状态起始日期,开放范围"
    said = f"校内实训基地,{school.name},校企共建,校级,已建成运行,2023-09-01,社会"
    lines = [heads, *(f"第{n}实训中心,{said}" for n in range(62))]
    lines[5] = lines[5].replace("校企共建", "不知道")
    worker = Worker(database.engine, HANDLERS, Path(app.config["HOME"]))

    address = bring(office, KEY, "\n".join(lines).encode(), "名单.csv")
    assert "正在比对" in words(office.get(address).text)
    session.commit()
    assert worker.run_one()
    assert "须改1" in "".join(words(office.get(address).text).split())

    office.post(address, data={"do": "all:"})
    assert "可以离开本页" in office.post(address, data={"do": "take"}, follow_redirects=True).text
    session.commit()
    assert worker.run_one()
    assert session.query(TrainingBase).count() == 61
    assert "共 61 行" in words(office.get(address).text)

    office.post(f"{address}/undo")
    session.commit()
    assert worker.run_one()
    assert session.query(TrainingBase).count() == 0
    assert "导入已撤销" in words(office.get(address).text)
