"""What a person reads of a page: no address, no token, no number of a file's version."""

from lxml import html


def words(page: str) -> str:
    """The text of the page's main part, or of all its body, with the values of its fields."""
    document = html.fromstring(page)
    (part,) = document.xpath("//main") or document.xpath("//body")
    for script in part.xpath(".//script | .//style"):
        script.drop_tree()
    typed = part.xpath(".//input[not(@type='hidden')]/@value")
    return " ".join([str(part.text_content()), *map(str, typed)])


# What opens first, without a dialog, a folded part or script.
CLOSED = (
    "ancestor-or-self::*[@hidden] | ancestor::details[not(@open)]"
    " | ancestor::dialog | ancestor::noscript"
)


def primaries(page: str) -> list[str]:
    """The words of the primary actions that stand open in the page's main part."""
    found = html.fromstring(page).xpath(
        "//main//*[contains(concat(' ', normalize-space(@class), ' '), ' btn-primary ')]"
    )
    return [" ".join(one.text_content().split()) for one in found if not one.xpath(CLOSED)]
