"""The main job from end to end: a school logs, the office approves, the report counts it."""

import subprocess

import pytest

from groupmgr.activities.labels import Measure
from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.jobs.worker import Worker
from groupmgr.policy import Role
from tests.activities.makers import DAY, Stage, party


@pytest.mark.slow
def test_an_approved_activity_counts_in_the_downloaded_report(app, make, sign_in, tmp_path):
    stage = Stage(make)
    school, firm = stage.unit(name="澜山堃喆职业技术学院"), stage.unit(name="恒砺数控有限公司")
    clerk = stage.clerk(school)
    figures = {(Measure.PERSON_TIMES, None): 327}
    activity = stage.submitted(
        clerk, title="轨道车辆检修岗位练兵", parties=[party(firm)], figures=figures
    )
    office = sign_in(Role.SECRETARIAT, group=stage.group)

    decided = {"decision": "approved", "version": activity.version}
    office.post(f"{office.home}/activities/{activity.id}/review", data=decided)
    page = office.get(f"{office.home}/indicators/S01?year={DAY.year}").text
    assert "轨道车辆检修岗位练兵" in page

    asked = office.post(f"{office.home}/reports/new", data={"year": DAY.year, "as_of": ""})
    Worker(db.engine, HANDLERS, tmp_path).run_one()
    with office.get(f"{asked.location}/report.pdf") as answer:
        text = read(tmp_path, answer.data)
    assert "轨道车辆检修岗位练兵" in text
    assert "澜山堃喆职业技术学院" in text
    assert "327" in text


def read(folder, pdf):
    """Return the text of a PDF in one line."""
    (folder / "report.pdf").write_bytes(pdf)
    command = ["pdftotext", str(folder / "report.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return "".join(text.stdout.split())
