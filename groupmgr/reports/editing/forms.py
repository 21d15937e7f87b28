"""What is asked about a section: its heading, writer and due day; and about what is shown in it."""

from wtforms.validators import Length

from groupmgr.web.fields import DateField, Required, TextField
from groupmgr.web.forms import Form
from groupmgr.web.record_field import RecordField


class SectionForm(Form):
    """Heading and writer of a section."""

    heading = TextField(
        "标题", [Length(max=120)], description="序号自动编排；不填则用系统所拟的标题"
    )
    writer_id = RecordField("编写人", description="本集团的账号，只能改这一节")
    due_on = DateField("完成日期", description="选定编写人后生效")


class NewSectionForm(Form):
    """An own section."""

    heading = TextField("标题", [Required(), Length(max=120)], description="序号自动编排")


class CaptionForm(Form):
    """What is printed with a table, chart or photo."""

    caption = TextField(
        "说明", [Length(max=120)], description="图号、表号自动编排；不填则用记录里的名称"
    )
