"""Credit codes that pass every check but belong to nobody: no province has the number 99."""

import random

from groupmgr.members.credit_code import ALPHABET, check_character, organisation_check
from groupmgr.members.labels import Ownership, UnitKind

_BODIES = {
    UnitKind.ENTERPRISE: "91",
    UnitKind.ASSOCIATION: "51",
    UnitKind.DEPARTMENT: "11",
    UnitKind.PARK: "11",
}


def credit_code(dice: random.Random, kind: UnitKind, ownership: Ownership, area: str) -> str:
    """Return a code in the form of GB 32100-2015 with both of its check characters."""
    body = _BODIES.get(kind, "52" if ownership is Ownership.PRIVATE else "12")
    inner = "".join(dice.choices("0123456789", k=8))
    if body == "91" and dice.random() < 0.6:
        inner = "MA" + "".join(dice.choices(ALPHABET, k=6))
    code = f"{body}{area}{inner}{organisation_check(inner)}?"
    return code[:-1] + check_character(code)
