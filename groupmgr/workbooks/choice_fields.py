"""Fields that offer a list, as columns: a cell says the words of what is chosen."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.labels import Label
from groupmgr.tables import cells
from groupmgr.tables.sheets import Cell
from groupmgr.web.fields import UnitField, UnitsField
from groupmgr.workbooks.book import Value
from groupmgr.workbooks.habits import Habits
from groupmgr.workbooks.plain_fields import Column


class ChoiceColumn(Column):
    """One of a list, by its words."""

    kind = "选择"

    def __init__(self, field: Any) -> None:
        super().__init__(field)
        offered = [(str(one.value), str(one.label)) for one in field.choices if one.value]
        self._words: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._loosely: dict[str, str] = {}
        for code, words in (dict(offered) | _told_apart(offered)).items():
            self._remember(code, words)
        self._offered = list(self._words.values())
        self.of_units = isinstance(field, UnitField | UnitsField)

    @property
    def words(self) -> Sequence[str]:
        return self._offered

    def learn(self, habits: Habits, path: str) -> None:
        super().learn(habits, path)
        self.call({words: label.value for words, label in self.habit.words.items()})

    def call(self, names: Mapping[str, str]) -> None:
        """Know the choices by other names too."""
        for words, code in names.items():
            if code in self._words:
                self._loosely.setdefault(_loose(words), self._words[code])

    def written(self, field: Any) -> Value:
        return self._word(field, field.data) if field.data is not None else ""

    def read(self, cell: Cell | None) -> Value:
        words = cells.text(cell)
        return self._known(words) if words else ""

    def typed(self, value: Value) -> list[str]:
        return [self._code(str(value))] if value else [""]

    def _word(self, field: Any, data: Any) -> str:
        """Return the words of a choice; one that is offered no more keeps its own."""
        code = str(data)
        if code not in self._words:
            held = {str(one.value): str(one.label) for one in field.choices or ()}
            known = data.label if isinstance(data, Label) else f"#{code}"
            self._remember(code, held.get(code, known))
        return self._words[code]

    def _remember(self, code: str, words: str) -> None:
        self._words[code], self._codes[words], self._loosely[_loose(words)] = words, code, words

    def _known(self, words: str) -> str:
        found = words if words in self._codes else self._loosely.get(_loose(words))
        if found is None and self.of_units:
            raise RuleBroken(f"没有登记的单位：“{words[:30]}”，请先登记或核对全称")
        if found is None:
            few = f"，可填：{'、'.join(self.words)}" if len(self.words) <= 12 else ""
            raise RuleBroken(f"“{words[:30]}”不在选项里{few or '，请从下拉列表中选择'}")
        return found

    def _code(self, words: str) -> str:
        return self._codes.get(words, "")


class ChoicesColumn(ChoiceColumn):
    """Any number of a list, their words with 、 between them."""

    width = 30
    kind = "多选"
    several = True

    def written(self, field: Any) -> Value:
        return self._joined(self._word(field, one) for one in field.data or ())

    def read(self, cell: Cell | None) -> Value:
        words = cells.text(cell)
        if words in self._codes:
            return words
        return self._joined(self._known(part) for part in parts_of(words))

    def typed(self, value: Value) -> list[str]:
        return [self._code(one) for one in str(value).split("、") if one]

    def _joined(self, words: Iterable[str]) -> str:
        """Put them into one order, so that the same choice reads the same."""
        chosen = set(words)
        return "、".join(one for one in self._words.values() if one in chosen)


def parts_of(words: str) -> list[str]:
    """Return what stands in one cell with marks between."""
    return [part for one in re.split(r"[、,，;；\n\r]", words) if (part := one.strip())]


def _loose(words: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))


def _told_apart(offered: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return other words for those that several records share."""
    words = [word for _, word in offered]
    return {code: f"{word} #{code}" for code, word in offered if words.count(word) > 1}
