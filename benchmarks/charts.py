"""What charts cost: each form beside plain matplotlib, and those of the book beside another checkout.

The plain picture is drawn by hand from numbers that are known already: no ledger, no evidence, no broken
lines, matplotlib's own settings but for the font. Times are of the processor, the median of several rounds;
weights are of the edition in ``_build``, by gzip, without styles and fonts. Run in the project with
``python benchmarks/charts.py``; with folders of other checkouts, which have their editions in ``_build``,
all are seen side by side.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure
from rich.console import Console
from rich.table import Table

from chart_cells import milliseconds
from qzcharts import charts
from qzcharts.charts.saving import settings
from qzcharts.charts.style import FAMILY, LIGHT, font_file
from qzcharts.charts.svg import drawing

PROJECT = Path(__file__).parents[1]
GZIP_LEVEL = 6
DRAWING = re.compile(r'<svg class="(?:wide|narrow)".*?</svg>', re.DOTALL)
DARK = re.compile(r'<picture class="chart on-dark">.*?</picture>', re.DOTALL)
IMAGE = re.compile(r'<img src="([^"]+\.svg)"')
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
    axes.set_title("完成投资占年度计划的比例约52%，高于时间进度（49.7%）", loc="left")
    axes.text(0, 1.5, "约52% 完成投资占年度计划的比例")
    axes.text(0, 0.5, "12.96亿元 片区建设完成投资")
    axes.text(40, -0.5, "推算的年度投资计划 约24.92亿元（24.67亿～25.18亿元）")
    axes.set_xticks([0, 100])


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


def rest(axes: Axes) -> None:
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


def ranking(axes: Axes) -> None:
    names = ["片区建设完成投资", "推算的年度投资计划"]
    axes.barh(names, [12.96, 24.92], color=LIGHT.done)
    for row, value in enumerate(["12.96亿元", "约24.92亿元"]):
        axes.text(1, row, value)
    axes.set_title("最多的是推算的年度投资计划约24.92亿元", loc="left")


FORMS: dict[Callable[[Axes], None], Callable[[], charts.Figure]] = {
    units: lambda: charts.units("inspection.units"),
    progress: lambda: charts.progress(
        "construction.plan_share",
        amount="construction.investment",
        plan="construction.plan_implied",
        reference="construction.calendar_share",
    ),
    stages: lambda: charts.stages("projects"),
    rest: lambda: charts.progress("partnership.agreements", rest="partnership.unsigned"),
    timeline: lambda: charts.timeline("construction.investment", "inspection.units", "certificates.issued"),
    cards: lambda: charts.cards("inspection.units", "construction.investment", "certificates.issued"),
    ranking: lambda: charts.ranking("construction.investment", "construction.plan_implied"),
}


def plain(draw: Callable[[Axes], None]) -> int:
    """Draw and save as an author without this package would, and give the size of the SVG."""
    figure = Figure(figsize=(7.0833, 3.6))
    draw(figure.subplots())
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    return len(buffer.getvalue().encode())


def beside_plain() -> Table:
    """Compare each form with its plain picture: one drawing, its size, and all that a page gets."""
    shown = Table("form", "file, ms", "plain, ms", "ratio", "file, kB", "plain, kB", "all of a page, ms")
    with mpl.rc_context({"font.family": FAMILY}):
        for by_hand, form in FORMS.items():
            shown.add_row(by_hand.__name__, *measured(by_hand, form))
    return shown


def measured(by_hand: Callable[[Axes], None], form: Callable[[], charts.Figure]) -> list[str]:
    """Give one row of the table."""
    ours, theirs = milliseconds(lambda: drawn_alone(form())), milliseconds(lambda: plain(by_hand))
    sizes = [len(drawn_alone(form()).encode()), plain(by_hand)]
    whole = milliseconds(lambda: form()._repr_mimebundle_())
    times = [f"{ours:.1f}", f"{theirs:.1f}", f"{ours / theirs:.2f}"]
    return [*times, *(f"{size / 1000:.0f}" for size in sizes), f"{whole:.0f}"]


def drawn_alone(figure: charts.Figure) -> str:
    """Draw a figure as the file that readers download."""
    with settings():
        return drawing(figure.sheet, figure.evidence.alt, language="zh-CN")


def cells_of(project: Path) -> dict[str, float]:
    """Give the same of the code of another checkout."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("chart_cells.py"))],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(project / "src")},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def wire(*parts: bytes) -> float:
    """Give kilobytes as a server sends parts."""
    return sum(len(gzip.compress(part, GZIP_LEVEL)) for part in parts) / 1000


def page_weight(page: Path) -> float:
    """Give kilobytes of a page with the charts that it shows in a wide window, inline or as files."""
    text = page.read_text("utf-8")
    shown = DARK.sub("", text)
    files = [page.parent / name for name in dict.fromkeys(IMAGE.findall(shown))]
    return wire(text.encode(), *(file.read_bytes() for file in files))


def charts_weight(edition: Path) -> str:
    """Say how much all drawings on pages are, as they are and as a server sends them."""
    pages = [page.read_text("utf-8") for page in edition.rglob("*.html")]
    drawings = [found.encode() for page in pages for found in DRAWING.findall(page)]
    drawings = drawings or [file.read_bytes() for file in (edition / "_images").glob("*.svg")]
    return f"{sum(map(len, drawings)) / 1000:.0f}, by gzip {wire(*drawings):.0f}"


def beside_other(*projects: Path) -> list[Table]:
    """Give what the charts of the book cost in each checkout."""
    names = [project.name for project in projects]
    times = [cells_of(project) for project in projects]
    drawn = Table("chart", *(f"{name}, ms" for name in names))
    for name in dict.fromkeys(name for found in times for name in found):
        drawn.add_row(name, *(f"{found[name]:.0f}" if name in found else "–" for found in times))
    editions = [project / "_build/html" for project in projects]
    pages = Table("page with its charts", *(f"{name}, kB" for name in names))
    for page in sorted(editions[0].rglob("*.html")):
        path = page.relative_to(editions[0])
        files = [edition / path for edition in editions]
        weights = [f"{page_weight(file):.1f}" if file.exists() else "–" for file in files]
        pages.add_row(str(path.with_suffix("")), *weights)
    pages.add_row("all drawings", *map(charts_weight, editions))
    return [drawn, pages]


def main() -> None:
    """Print the tables."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("other", nargs="*", type=Path, help="another checkout, with its edition in _build")
    others = [path.resolve() for path in parser.parse_args().other]
    font_file()
    console = Console()
    for table in (beside_plain(), *beside_other(PROJECT, *others)):
        for column in table.columns[1:]:
            column.justify = "right"
        console.print(table)


if __name__ == "__main__":
    main()
