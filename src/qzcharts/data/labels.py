"""Labels that tell metrics apart: what differs among them is named, what they share is left out."""

from collections.abc import Mapping, Sequence
from functools import reduce

from qzcharts.data.indicator import ADDITIVE
from qzcharts.data.metric import Metric, Statement
from qzcharts.data.period_words import period_text
from qzcharts.words import Language, word

_ENTITY, _PERIOD = "entity", "period"
#: What a metric is about besides its indicator: entity, breakdowns and period, with their names.
_About = Mapping[str, str]


def labels(metrics: Sequence[Metric], language: Language) -> list[str]:
    """Name metrics beside each other, in their order.

    Of one indicator throughout, only what differs is named: 晋江市 beside 丰泽区, or 2019年 beside
    2020年. Else the indicator is, and in brackets what differs; indicators that all differ are named alone.
    Metrics of one indicator are named by the same parts. A metric alone is called by its indicator. What
    labels leave out, :func:`shared` says.
    """
    abouts = [_about(metric, language) for metric in metrics]
    groups: dict[str, list[_About]] = {metric.indicator.id: [] for metric in metrics}
    for metric, about in zip(metrics, abouts, strict=True):
        groups[metric.indicator.id].append(about)
    differing = _differing(abouts)
    parts = {name: _differing(group) | differing - {_ENTITY, _PERIOD} for name, group in groups.items()}
    for metric in metrics:
        # Beside other indicators, what the report speaks of goes without saying.
        if not _is_of_the_report(metric):
            parts[metric.indicator.id] |= differing & {_ENTITY}
        if _is_of_another_time(metric):
            parts[metric.indicator.id] |= differing & {_PERIOD}
    found = []
    for metric, about in zip(metrics, abouts, strict=True):
        told = [text for part, text in about.items() if part in parts[metric.indicator.id]]
        if names_indicator_once(metrics) and differing:
            found.append(_joined(told, language) or _whole(metric, language))
        else:
            found.append(_named(metric.label("indicator", language), told, language))
    return found


def shared(metrics: Sequence[Metric], language: Language) -> str:
    """Say what the labels of metrics leave out and readers cannot do without.

    It is the indicator and the period where all are of one, such as 常住人口（2021年）; and the entity,
    members and period that all have in common, where the report does not speak of them anyway.
    """
    abouts = [_about(metric, language) for metric in metrics]
    common = {part: text for part, text in abouts[0].items() if part not in _differing(abouts)}
    first, indicator = metrics[0], names_indicator_once(metrics)
    if _is_of_the_report(first):
        common.pop(_ENTITY, None)
    if not indicator and not any(map(_is_of_another_time, metrics)):
        common.pop(_PERIOD, None)
    told = [*common.values()]
    if indicator:
        return _named(first.label("indicator", language), told, language)
    return _joined(told, language)


def names_indicator_once(metrics: Sequence[Metric]) -> bool:
    """Say whether several metrics are of one indicator, which their labels then leave out."""
    return len(metrics) > 1 and len({metric.indicator.id for metric in metrics}) == 1


def full_label(entry: Metric | Statement, language: Language) -> str:
    """Name a metric wherever it may stand: 常住人口（晋江市，2021年）; a statement by its subject.

    In brackets is what the report does not speak of anyway: another entity, members, another period.
    """
    if isinstance(entry, Statement):
        return entry.label("subject", language)
    told = _own(entry, language)
    if _is_of_another_time(entry):
        told.append(period_text(entry.period, language))
    return _named(entry.label("indicator", language), told, language)


def timeless_label(metric: Metric, language: Language) -> str:
    """Name a metric as :func:`full_label` does, where its period is told beside it."""
    return _named(metric.label("indicator", language), _own(metric, language), language)


def _is_of_the_report(metric: Metric) -> bool:
    """Whether it is about whom the report is about."""
    return metric.entity is not None and metric.entity.id == metric.spoken_of.entity


def _own(metric: Metric, language: Language) -> list[str]:
    """Name whom a metric is about, but for whom the report is about."""
    return [each.label(language) for each in metric.subjects if each.id != metric.spoken_of.entity]


def _is_of_another_time(metric: Metric) -> bool:
    """Whether the id names the period, as it does where the report's leaves doubt of it."""
    return "@" in metric.id


def _about(metric: Metric, language: Language) -> _About:
    subjects = {each.dimension or _ENTITY: each.label(language) for each in metric.subjects}
    return {**subjects, _PERIOD: period_text(metric.period, language)}


def _differing(abouts: Sequence[_About]) -> set[str]:
    """Name the parts in which not all are the same."""
    parts = {part for about in abouts for part in about}
    return {part for part in parts if len({about.get(part) for about in abouts}) > 1}


def _named(label: str, told: Sequence[str], language: Language) -> str:
    if not told:
        return label
    return word(language, "{label} ({parts})", label=label, parts=_joined(told, language))


def _joined(told: Sequence[str], language: Language) -> str:
    def join(first: str, second: str) -> str:
        return word(language, "{first}, {second}", first=first, second=second)

    return reduce(join, told) if told else ""


def _whole(metric: Metric, language: Language) -> str:
    """Name the whole beside its parts."""
    return word(language, "Total") if metric.indicator.measure in ADDITIVE else word(language, "Overall")
