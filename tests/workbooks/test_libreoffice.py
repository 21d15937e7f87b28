"""Another program opens the workbook, saves it as its own, and nothing of it is lost."""

import subprocess

import pytest

from groupmgr.bases.models import TrainingBase
from groupmgr.policy import Role
from groupmgr.workbooks.models import Import
from tests.bases.makers import make_base
from tests.workbooks.sheets import Filled, bring, download, take


def saved_anew(folder, content, ending):
    """Open a workbook with LibreOffice and save it."""
    (folder / "out").mkdir(exist_ok=True)
    (folder / "filled.xlsx").write_bytes(content)
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'home').as_uri()}"]
    command += ["--convert-to", ending, "--outdir", "out", "filled.xlsx"]
    environment = {"PATH": "/usr/bin:/bin"}
    subprocess.run(  # noqa: S603
        command, check=True, capture_output=True, env=environment, cwd=folder, timeout=120
    )
    return (folder / "out" / f"filled.{ending}").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saved_comes_back_as_it_was(sign_in, make, session, tmp_path, ending):
    group = make.group()
    school = make.unit(group, name="云岭机电职业技术学院")
    partner = make.unit(group, name="云岭重工机械有限公司")
    for name in ("智能制造基地", "物流基地", "焊接基地"):
        facts = {"floor_area": 1200, "main_programmes": "机械制造\n机电一体化"}
        make_base(make, school, group, name=name, parties=[partner], **facts)
    office = sign_in(Role.STAFF, group=group)
    filled = download(office, "bases")

    untouched = saved_anew(tmp_path, filled.content(), ending)
    bring(office, "bases", untouched, f"填报表.{ending}")
    assert session.query(Import).one().unchanged == 3

    row = filled.row("实训基地", "物流基地", "基地名称")
    filled.put("实训基地", row, 负责人="王工", 建立日期="2021-05-06")
    changed = saved_anew(tmp_path, filled.content(), ending)
    take(office, bring(office, "bases", changed, f"填报表.{ending}"))
    one = session.query(TrainingBase).filter_by(name="物流基地").one()
    assert (one.manager, str(one.built_on)) == ("王工", "2021-05-06")


@pytest.mark.slow
def test_libreoffice_keeps_the_lists_to_choose_from(sign_in, make, tmp_path):
    group = make.group()
    make_base(make, make.unit(group), group)
    filled = download(sign_in(Role.STAFF, group=group), "bases")
    again = Filled(saved_anew(tmp_path, filled.content(), "xlsx"))
    kept = [one.type for one in again.sheet("实训基地").data_validations.dataValidation]
    assert kept.count("list") >= 5
    assert again.book["选项"].sheet_state == "hidden"
    assert again.book["_来历"].sheet_state != "visible"
