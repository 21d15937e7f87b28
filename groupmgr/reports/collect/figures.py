"""Every indicator of the catalogue with its value, its parts and its records."""

from collections.abc import Mapping
from decimal import Decimal

import sqlalchemy as sa

from groupmgr.catalogue import CATALOGUE
from groupmgr.kernel.indicator import AnyIndicator, Figure, Indicator
from groupmgr.kernel.period import Reading
from groupmgr.reports import facts
from groupmgr.reports.collect.span import Span, wide


def figures(span: Span, *, compared: bool) -> tuple[facts.Figure, ...]:
    """Read the catalogue; last year's values only where they are there to be compared with."""
    readings = CATALOGUE.beside(span.session, span.scope)
    before = CATALOGUE.read(span.session, span.before) if compared else {}
    return tuple(
        _figure(
            span, one, {r: every[one.code] for r, every in readings.items()}, before.get(one.code)
        )
        for one in CATALOGUE
    )


def _figure(
    span: Span, indicator: AnyIndicator, readings: Mapping[Reading, Figure], before: Figure | None
) -> facts.Figure:
    now = readings[Reading.APPROVED]
    overlap, outside = _repeated(span, indicator)
    return facts.Figure(
        code=indicator.code,
        name=wide(indicator.name),
        unit=indicator.unit,
        definition=wide(indicator.definition),
        source=indicator.source,
        value=_plain(indicator, now.value),
        numerator=_number(now.numerator),
        denominator=_number(now.denominator),
        reported=now.reported,
        expected=now.expected,
        records=_records(span, indicator.parts[0]),
        previous=_plain(indicator, before.value if before else None),
        breakdown=_breakdown(span, indicator),
        by_unit=_by_unit(span, indicator),
        overlap=overlap,
        outside=outside,
        proved=indicator.proved,
        confirmed=_plain(indicator, readings[Reading.CONFIRMED].value),
        evidenced=_plain(indicator, readings[Reading.EVIDENCED].value),
    )


def _by_unit(span: Span, indicator: AnyIndicator) -> facts.Pairs:
    found = indicator.by_unit(span.session, span.scope)
    stated = [(unit, _plain(indicator, figure.value)) for unit, figure in sorted(found.items())]
    return tuple((span.name(unit), value) for unit, value in stated if value is not None)


def _breakdown(span: Span, indicator: AnyIndicator) -> facts.Pairs:
    if not isinstance(indicator, Indicator):
        return ()
    parts = indicator.breakdown(span.session, span.scope)
    return tuple((wide(label), f"{value:.{indicator.decimals}f}") for label, value in parts.items())


def _records(span: Span, indicator: Indicator) -> tuple[int, ...]:
    rows = indicator.records(span.scope).subquery()
    record = rows.c[indicator.record]
    return tuple(span.session.scalars(sa.select(record).distinct().order_by(record)))


def _repeated(span: Span, indicator: AnyIndicator) -> tuple[str | None, str | None]:
    if not isinstance(indicator, Indicator):
        return None, None
    repeated = indicator.repeated(span.session, span.scope)
    return _plain(indicator, repeated.overlap), _plain(indicator, repeated.outside)


def _plain(indicator: AnyIndicator, value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.{indicator.decimals}f}"


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
