"""What was to be filled in later and never was: X%, ××, 待补."""

import re
from collections.abc import Iterator

from groupmgr.reports.proofing.findings import Finding, Severity
from groupmgr.reports.proofing.known import Known
from groupmgr.reports.proofing.lines import Lines

_LEFT = re.compile(
    r"[XＸ×]+\s*[%％]"
    r"|[XＸ]{2,}|(?<!\d)×{2,}|(?<![A-Za-z@.])x{2,}(?![A-Za-z@.])"
    r"|(?<![A-Za-z0-9])[XＸ×](?=[家个次人名项所万亿元年月日号])"
    r"|(?<![有尚亟])待(?:补充?|填写?|核实?|定|续写)(?![价性点向岗人])"
    r"|某某|○{2,}|〇{3,}|_{2,}|＿{2,}|[?？]{2,}|TODO|TBD"
    r"|此处(?:填|插入|补充|略)|请(?:填写|补充完整)"
    r"|（缺数据）|[⟦⟧]"
    r"|（\s*）|\(\s*\)|《\s*》|“\s*”|〔\s*〕|【\s*】"
)


def forgotten(lines: Lines, known: Known) -> Iterator[Finding]:
    """Find blanks and signs that stand for something still to come."""
    for line in lines:
        for found in _LEFT.finditer(line.text):
            words = f"“{found[0]}”尚未填写"
            yield Finding(line.number, *found.span(), Severity.MUST, words)
