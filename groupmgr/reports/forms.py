"""Which report to build, what a final one bears, and which file to verify."""

from flask_wtf.file import FileField, FileRequired
from wtforms.validators import Length

from groupmgr.reports.service import FIRST_YEAR
from groupmgr.web.fields import DateField, NumberField, Required, TextField
from groupmgr.web.forms import Form


class BuildForm(Form):
    """The year of the report, and the day up to which records count."""

    year = NumberField("报告年度", [Required()], least=FIRST_YEAR)
    as_of = DateField(
        "数据截止日", description="不填则到该年 12 月 31 日；当年的报告到今天", validators=[]
    )


class FinishForm(Form):
    """What a final edition bears."""

    number = TextField(
        "发文字号", [Required(), Length(max=40)], description="如 云职集〔2024〕12号"
    )
    signer = TextField("签发人", [Required(), Length(max=40)])
    dated = DateField("成文日期", [Required()], description="印在封面和落款")


class VerifyForm(Form):
    """A report that somebody was given."""

    file = FileField(
        "报告文件", [FileRequired("请选择 PDF 文件")], render_kw={"accept": "application/pdf"}
    )


class CodeForm(Form):
    """The code that is printed on a paper."""

    code = TextField(
        "核验码", [Required(), Length(max=20)], description="印在文件末尾，如 K7QF-2M9X-4RTB"
    )
