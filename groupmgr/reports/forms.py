"""Which report to build, and which file to verify."""

from flask_wtf.file import FileField, FileRequired

from groupmgr.reports.service import FIRST_YEAR
from groupmgr.web.fields import DateField, NumberField, Required
from groupmgr.web.forms import Form


class BuildForm(Form):
    """The year of the report, and the day up to which records count."""

    year = NumberField("报告年度", [Required()], least=FIRST_YEAR)
    as_of = DateField(
        "数据截止日", description="不填则到该年 12 月 31 日；当年的报告到今天", validators=[]
    )


class VerifyForm(Form):
    """A report that somebody was given."""

    file = FileField(
        "报告文件", [FileRequired("请选择 PDF 文件")], render_kw={"accept": "application/pdf"}
    )
