"""The file that comes back."""

from flask_wtf.file import FileField, FileRequired

from groupmgr.web.forms import Form


class ReturnForm(Form):
    """A Word file that somebody went on writing in."""

    file = FileField(
        "改过的 Word 文件",
        [FileRequired("请选择 .docx 文件")],
        description="从这一稿下载、在 WPS 或 Word 里改过的 .docx",
        render_kw={"accept": ".docx"},
    )
