"""Time to draw each form and save it as SVG, beside the same picture in plain matplotlib.

The plain picture is drawn by hand from numbers that are known already: no ledger, no evidence, no broken
lines, matplotlib's own settings but for the font. Times are of the processor, the median of several rounds.
Run in the project with ``python benchmarks/charts.py``.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from statistics import median
from time import process_time

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from rich.console import Console
from rich.table import Table

from qzcharts import charts
from qzcharts.charts.style import FAMILY, LIGHT, font_file

ROUNDS = 30
Axes = mpl.axes.Axes


def units(axes: Axes) -> None:
    """Draw 622 squares as one scatter."""
    places = [(i // 100 % 4 * 11.0 + i % 10, -(i // 400 * 11) - i // 10 % 10) for i in range(622)]
    columns, rows = zip(*places, strict=True)
    axes.scatter(columns, rows, s=60, marker="s", color=LIGHT.done, linewidths=0)
    axes.set_axis_off()
    axes.set_title("提供的安置现房共622套", loc="left")
    axes.text(0, -22, "西华洋片区改造丰泽段；已交付多少套未公布。")
    axes.text(0, 2, "每格代表一套，十格一行，百格一方")


def progress(axes: Axes) -> None:
    axes.barh([1], [51.5], color=LIGHT.done)
    axes.barh([1], [1], left=51.5, color=LIGHT.uncertain)
    axes.barh([0], [12.96 / 24.92 * 100], height=0.4, color=LIGHT.done)
    axes.axvline(49.7, color=LIGHT.reference)
    axes.set_title("完成投资占年度计划的比例约52%，高于投资期间占全年日历的比例（49.7%）", loc="left")
    axes.text(0, 1.5, "约52% 完成投资占年度计划的比例")
    axes.text(0, 0.5, "12.96亿元 片区建设完成投资")
    axes.text(40, -0.5, "推算的年度投资计划 约24.92亿元（24.67亿～25.18亿元）")
    axes.set_xticks([0, 100])


def structure(axes: Axes) -> None:
    for column, name in enumerate(["勘察", "设计", "施工", "建设", "监理"]):
        axes.add_patch(
            FancyBboxPatch((3 * column, 0), 2, 0.6, boxstyle="round,pad=0.05", color=LIGHT.surface)
        )
        axes.text(3 * column + 1, 0.3, name, ha="center", va="center")
    axes.autoscale_view()
    axes.set_axis_off()
    axes.set_title("联动的参建方共5方", loc="left")


def stages(axes: Axes) -> None:
    names = ["勘察", "设计", "施工", "结构封顶", "竣工验收", "具备交付条件", "安置"]
    for row, (project, last) in enumerate([("霞美棚户区改造龙兴小区二期项目", 3), ("潘山安置房项目", 6)]):
        axes.plot(range(7), [-row] * 7, color=LIGHT.rule)
        axes.plot([last], [-row], marker="o", color=LIGHT.done)
        axes.text(0, 0.4 - row, project)
        for column, name in enumerate(names):
            axes.text(column, -0.3 - row, name, ha="center")
    axes.text(0, -1.6, "楼栋总数和封顶的栋数未公布。日期和套数未公布。已安置户数未公布。")
    axes.set_axis_off()
    axes.set_title(
        "霞美棚户区改造龙兴小区二期项目多数楼栋已到结构封顶；潘山安置房项目的安置正在进行", loc="left"
    )


def nearly_whole(axes: Axes) -> None:
    for row, scale in ((1, 1), (0, 20)):
        axes.barh([row], [98.75 - 100 + 100 / scale], left=100 - 100 / scale, color=LIGHT.done)
        axes.barh([row], [0.1], left=98.75, color=LIGHT.uncertain)
        axes.barh([row], [1.15], left=98.85, color=LIGHT.remaining)
    axes.set_title("补充协议签订比例约98.8%，尚未签订补充协议的比例约1.2%", loc="left")
    axes.text(0, 1.5, "约98.8% 补充协议签订比例")
    axes.text(60, -0.6, "约1.2% 尚未签订补充协议的比例（1.15%～1.25%）")
    axes.set_yticks([])


def timeline(axes: Axes) -> None:
    rows = ["片区建设完成投资 12.96亿元", "提供的安置现房 622套", "东宝花苑已办出的不动产权证 478本"]
    for row, (name, when) in enumerate(
        zip(rows, ["2020年上半年", "截至2020年7月28日", "2020年内，截至7月28日"], strict=True)
    ):
        axes.text(0, 0.3 - row, name)
        axes.text(120, 0.3 - row, when, ha="right")
    axes.barh([0], [100], height=0.2, color=LIGHT.done)
    axes.plot([115, 115], [-1, -2], marker="D", linestyle="", color=LIGHT.done)
    axes.set_xticks(range(0, 120, 20), ["2020年1月", "2月", "3月", "4月", "5月", "6月"])
    axes.set_yticks([])
    axes.set_title("各项数字所属的时间：2020年1月1日至7月28日", loc="left")


def cards(axes: Axes) -> None:
    shown = [
        ("622套", "提供的安置现房", "截至2020年7月28日"),
        ("12.96亿元", "片区建设完成投资", "2020年上半年"),
        ("478本", "东宝花苑已办出的不动产权证", "2020年内，截至7月28日"),
    ]
    for column, (value, label, when) in enumerate(shown):
        axes.text(column, 0.6, value, fontsize=26, color=LIGHT.done)
        axes.text(column, 0.4, label)
        axes.text(column, 0.2, when)
        axes.plot([column, column + 0.8], [0.9, 0.9], color=LIGHT.done)
    axes.set_axis_off()
    axes.set_title("主要数字", loc="left")


def bars(axes: Axes) -> None:
    names = ["片区建设完成投资", "推算的年度投资计划"]
    axes.barh(names, [12.96, 24.92], color=LIGHT.done)
    for row, value in enumerate(["12.96亿元", "约24.92亿元"]):
        axes.text(1, row, value)
    axes.set_title("最多的是推算的年度投资计划约24.92亿元", loc="left")


def table(axes: Axes) -> None:
    axes.table(
        [
            ["片区建设完成投资", "12.96亿元", "12.955亿～12.965亿元", "2020年上半年", "第二节"],
            ["完成投资占年度计划的比例", "约52%", "51.5%～52.5%", "2020年上半年", "第二节"],
        ],
        colLabels=["指标", "数值", "取值范围", "时间", "出处"],
        loc="center",
    )
    axes.set_axis_off()
    axes.set_title("数字与出处", loc="left")


FORMS: dict[Callable[[Axes], None], Callable[[], charts.Figure]] = {
    units: lambda: charts.units("inspection.units"),
    progress: lambda: charts.progress(
        "construction.investment",
        share="construction.plan_share",
        implied="construction.plan_implied",
        reference="construction.calendar_share",
    ),
    stages: lambda: charts.stages(),
    structure: lambda: charts.structure("construction.parties"),
    nearly_whole: lambda: charts.nearly_whole("partnership.agreements", "partnership.unsigned"),
    timeline: lambda: charts.timeline("construction.investment", "inspection.units", "certificates.issued"),
    cards: lambda: charts.cards("inspection.units", "construction.investment", "certificates.issued"),
    bars: lambda: charts.bars("construction.investment", "construction.plan_implied"),
    table: lambda: charts.table("construction.investment", "construction.plan_share"),
}


def plain(draw: Callable[[Axes], None]) -> int:
    """Draw and save as an author without this package would, and give the size of the SVG."""
    figure = Figure(figsize=(7.0833, 3.6))
    draw(figure.subplots())
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    return len(buffer.getvalue().encode())


def milliseconds(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return 1000 * median(times)


def measured(by_hand: Callable[[Axes], None], form: Callable[[], charts.Figure]) -> list[str]:
    """Give one row of the table."""
    ours, theirs = milliseconds(lambda: form().svg()), milliseconds(lambda: plain(by_hand))
    sizes = [len(form().svg().encode()) / 1000, plain(by_hand) / 1000]
    whole = milliseconds(lambda: form()._repr_mimebundle_())
    times = [f"{ours:.1f}", f"{theirs:.1f}", f"{ours / theirs:.2f}"]
    return [by_hand.__name__, *times, *(f"{size:.0f}" for size in sizes), f"{whole:.0f}"]


def main() -> None:
    font_file()
    shown = Table("form", "ms", "plain ms", "ratio", "kB", "plain kB", "all four and PDF, ms")
    for column in shown.columns[1:]:
        column.justify = "right"
    with mpl.rc_context({"font.family": FAMILY}):
        for by_hand, form in FORMS.items():
            shown.add_row(*measured(by_hand, form))
    Console().print(shown)


if __name__ == "__main__":
    main()
