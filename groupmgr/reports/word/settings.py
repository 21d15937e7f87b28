"""What Word is told about the file as a whole."""

from docx.document import Document as File
from docx.oxml import parse_xml

from groupmgr.reports.word.marks import NAMESPACES

# In the order that the schema of WordprocessingML demands.
_SETTINGS = (
    '<w:characterSpacingControl w:val="doNotCompress"/>',
    '<w:updateFields w:val="true"/>',
    (
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    ),
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>',
)


def settle(file: File) -> None:
    """Have fields worked out when the file opens, and no punctuation squeezed."""
    settings = file.settings.element
    for child in list(settings):
        settings.remove(child)
    for setting in parse_xml(f"<w:settings {NAMESPACES}>{''.join(_SETTINGS)}</w:settings>"):
        settings.append(setting)
