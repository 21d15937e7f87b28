"""The form of a rule: what its kind asks for, where it is written, and from when it holds."""

from typing import Any

from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in 3.3, stubs lag
from wtforms.validators import Length

from groupmgr.groups.labels import PeriodUnit, RuleKind
from groupmgr.groups.rules import COUNTED, NEEDED
from groupmgr.performance.rule_subjects import SUBJECTS
from groupmgr.web.fields import DateField, LabelField, NumberField, Required, TextField
from groupmgr.web.forms import Form
from groupmgr.web.unit_choices import BLANK

_UNITS = COUNTED | {
    RuleKind.CADENCE: "次",
    RuleKind.QUOTA: "",
    RuleKind.CONFIRMING: "",
    RuleKind.PROXY: "家",
}
_MORE = {RuleKind.MAJORITY: ("exceeding", "of_all"), RuleKind.QUOTA: ("each_school",)}
_SAID = ("amount", "per", "numerator", "denominator", "exceeding", "of_all", "each_school")


class RuleForm(Form):
    """A rule of any kind; `of` leaves the fields of one kind."""

    subject = SelectField("对象", [Required()], choices=[BLANK])
    amount = NumberField("数量", [Required()], least=1)
    per = LabelField("周期", [Required()], codes=PeriodUnit)
    numerator = NumberField("分子", [Required()], least=1, description="如 三分之二以上：2")
    denominator = NumberField("分母", [Required()], least=1, description="如 三分之二以上：3")
    exceeding = BooleanField("须超过这个比例", description="如“过半数”；不勾选则含本数")
    of_all = BooleanField("以全体应到为基数", description="不勾选则以实到为基数")
    each_school = BooleanField("每所院校各自达到")
    source = TextField("依据", [Required(), Length(max=120)], description="如 集团章程第十二条")
    valid_from = DateField("起始日期", [Required()], description="同一对象的现行规则在前一天终止")

    @classmethod
    def of(cls, kind: RuleKind, **kwargs: Any) -> "RuleForm":
        """Return the form for one kind of rule."""
        form = cls(**kwargs)
        for name in set(_SAID) - {*NEEDED[kind], *_MORE.get(kind, ())}:
            del form[name]
        form.subject.choices = [
            BLANK,
            *(SelectChoice(code, words) for code, words in SUBJECTS[kind].items()),
        ]
        if "amount" in form:
            form.amount.unit = _UNITS.get(kind, "天")
            form.amount.least = 0 if kind is RuleKind.PROXY else 1
        return form


class EndForm(Form):
    """The last day of a rule."""

    valid_until = DateField("最后有效日", [Required()])
