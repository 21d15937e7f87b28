"""The words of an activity: title, place, what was done and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from groupmgr.demo.casting import Event
from groupmgr.demo.regions import city
from groupmgr.demo.world import World
from groupmgr.members.labels import SCHOOLS, UnitKind
from groupmgr.members.models import Unit

_ORDINALS = ("第二期", "第三期", "第四期", "第五期")
_LONGEST_TITLE = 80
_RURAL = ("agri", "drone", "weld", "plc", "nev")
_NO_YEAR_BEFORE = "《“2制修赴"
_HOURS_A_DAY = 8


@dataclass(slots=True)
class Teller:
    """Gives every activity words of its own; remembers the titles that are taken."""

    world: World
    taken: set[str] = field(default_factory=set)

    def tell(self, event: Event, number: int) -> dict[str, str]:
        """Return title, place and summary."""
        recipe = event.recipe
        slots = self._slots(event)
        first = number * 7 + event.ends_on.year
        rotated = (recipe.subjects[(first + n) % len(recipe.subjects)] for n in count())
        subject, done, *own = next(one for one in rotated if _suits(one[0], event.theme_code))
        sentences = (done, self.world.pick(recipe.ways), self.world.pick(own or recipe.results))
        summary = "".join(f"{words.rstrip('。').format_map(slots)}。" for words in sentences)
        return {
            "title": self._title(subject.format_map(slots), event),
            "place": self.world.pick(recipe.places).format_map(slots),
            "summary": summary,
        }

    def _title(self, title: str, event: Event) -> str:
        named = [title, f"{title}（{event.owner.short_name}）"]
        if title[0] not in _NO_YEAR_BEFORE:
            named.insert(1, f"{event.ends_on.year}年{title}")
        named += [f"{title}（{ordinal}）" for ordinal in _ORDINALS]
        named += [f"{title}（{event.owner.short_name}{ordinal}）" for ordinal in _ORDINALS]
        found = next(one for one in named if one not in self.taken)
        self.taken.add(found)
        return found[:_LONGEST_TITLE]

    def _slots(self, event: Event) -> Mapping[str, object]:
        dice, day, theme = self.world.dice, event.ends_on, event.theme
        points = dice.sample(theme.points, 3)
        others = [unit for unit in event.units if unit is not event.owner] or [event.firm]
        schools = [unit for unit in others if unit.kind in SCHOOLS]
        assoc = self._association(event)
        return {
            "school": event.owner.name_on(day),
            "leader_school": event.owner.short_name,
            "firm": event.firm.name_on(day),
            "firm_short": event.firm.short_name,
            "other_school": schools[0].short_name if schools else "兄弟院校",
            "assoc": assoc.name_on(day),
            "expert": self.world.pick(self.world.people[assoc.id]).name,
            "others": "、".join(unit.name_on(day) for unit in others),
            "city": city(event.owner.region),
            "theme": theme.name,
            "programme": theme.programme,
            "trade": theme.trade,
            "course": f"《{theme.course}》",
            "gear": theme.gear,
            "problem": theme.problem,
            "p1": points[0],
            "p2": points[1],
            "p3": points[2],
            "speaker": self.world.pick(self.world.people[event.firm.id]).name,
            "n": event.persons,
            "d": event.days,
            "hours": event.days * _HOURS_A_DAY,
            "k": dice.randint(3, 9),
            "m": dice.randint(11, 38),
            "year": day.year + 1 if day.month > 7 else day.year,
            "grade": day.year - dice.randint(1, 3),
        }

    def _association(self, event: Event) -> Unit:
        found = [unit for unit in event.units if unit.kind is UnitKind.ASSOCIATION]
        return found[0] if found else self.world.units["省装备协会"]


def _suits(subject: str, theme_code: str) -> bool:
    """Tell whether a subject is taught in a field at all: villages mend no factories."""
    return "乡" not in subject or theme_code in _RURAL
