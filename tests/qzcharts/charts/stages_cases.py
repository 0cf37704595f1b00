"""Extremes of projects on scales of stages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from made_up import LONG_EN, LONG_ZH

from qzcharts import charts

CASES: dict[str, Callable[..., charts.Figure]] = {
    "of three projects": charts.stages,
    **{
        f"{projects} of {scale}".replace("_", " "): partial(charts.stages, projects, scale)
        for projects, scale in (
            ("only_begun", "one_stage"),
            ("only_reached", "one_stage"),
            ("both_reached", "two_stages"),
            ("first_and_last", "eight_stages"),
            ("all_eight", "eight_stages"),
            ("every_extent", "eight_stages"),
            ("every_extent", "twenty_stages"),
            ("all_twenty", "twenty_stages"),
            ("long_ways", "long_stages"),
            ("forty_projects", "eight_stages"),
            ("one_long_note", "two_stages"),
        )
    },
    "with a long title": partial(charts.stages, title=LONG_ZH + LONG_EN),
}
