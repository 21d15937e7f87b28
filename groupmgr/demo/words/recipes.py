"""What an activity of a category is composed of."""

from dataclasses import dataclass

from groupmgr.activities.labels import Audience, Category, EvidenceKind, Measure

_M, _E = Measure, EvidenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How activities of a category are called, told, attended and proved.

    `subjects` are a title and what was done, and where the usual `results` do not
    fit, results of their own; `ways` and `results` are the sentences after it. Braces stand for words of the field and of the
    parties. `cast` names the parties in order: S the reporting school, s another
    one, F an enterprise of the field, f another one, A an association or
    institute. `months` are drawn from as they stand.
    """

    category: Category
    per_year: int
    subjects: tuple[tuple[str, ...], ...]
    ways: tuple[str, ...]
    results: tuple[str, ...]
    places: tuple[str, ...]
    casts: tuple[str, ...]
    days: tuple[int, int] = (1, 1)
    persons: tuple[int, int] = (20, 60)
    months: tuple[int, ...] = (3, 3, 4, 4, 5, 5, 6, 9, 9, 10, 10, 11, 11, 12)
    measures: tuple[Measure, ...] = (_M.PERSONS,)
    audiences: tuple[Audience, ...] = ()
    evidence: tuple[EvidenceKind, ...] = (_E.PHOTO, _E.SIGN_IN_SHEET, _E.NOTICE)
