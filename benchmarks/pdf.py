"""Make the PDF of one book by several routes in one run, and compare what comes of them.

Usage: python benchmarks/pdf.py [--runs N] [--weasyprint PROGRAM]

Routes: the builder ``typst``; Jupyter Book's ``pdflatex`` (XeLaTeX by latexmk); its ``singlehtml`` printed by
Chromium, and by WeasyPrint. A route whose program is not installed is left out, and the table says so. All
routes start from executed notebooks. Then a made-up book of more than 300 pages. Writes ``RESULTS-pdf.md``.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from books import copy_book, make_long_book, make_stock
from pdf_facts import COLUMNS, clauses, measure
from qzcharts.data import open_ledger
from results import HERE, machine
from running import STOCK

TYPST = [*STOCK, "--builder", "custom", "--custom-builder", "typst"]
CHROMIUM = "--headless --no-sandbox --disable-gpu --no-pdf-header-footer --generate-pdf-document-outline"
#: The fewest Debian packages with which Jupyter Book's LaTeX of a Chinese book compiles.
TEX = ("texlive-xetex", "texlive-lang-chinese", "texlive-fonts-extra", "texlive-fonts-recommended", "latexmk")
LIMIT = 120  # seconds; a program that needs more is given up
TEX_FONTS = ("fonts-freefont-otf",)
WHEELS = ("typst", "pylopdf_fonts_zh_cn", "manimgx_fonts_cjk")
NOTES = """# The PDF edition beside other routes

{machine}. Medians of {runs} runs, wall seconds; same book, same run, notebooks executed before.

*Command* is all that an author waits for. *Typesetting* is doctrees to PDF for Typst (warm), and for the
others the work of latexmk, Chromium or WeasyPrint alone. *To install* counts wheels and fonts for Typst;
for XeLaTeX what {tex} need of TeX and fonts, without recommended packages (texlive-fonts-extra is there
for bbm.sty, texlive-fonts-recommended for pzdr.tfm); the browser; the environment of WeasyPrint without
Pango. *Headings* are structure elements, *findings* those of pdfua, *text in order* the share of the
plain clauses of the sources that the text of the PDF holds, in their order. XeLaTeX gets no picture:
Jupyter Book's LaTeX takes no SVG, and prints the text of each chart in its place.
"""


@dataclass
class Route:
    """One way to a PDF: what Jupyter Book writes first, and the command that typesets it."""

    pdf: Path
    builder: str
    command: list[str]
    folder: Path
    megabytes: float
    ended: bool = True
    preparing: list[float] = field(default_factory=list)
    typesetting: list[float] = field(default_factory=list)

    def measure(self, stock: Path) -> None:
        """Run it once."""
        shutil.rmtree(stock / "_build" / self.builder, ignore_errors=True)
        self.preparing.append(timed([*STOCK, "--builder", self.builder], stock))
        try:
            self.typesetting.append(timed(self.command, self.folder))
        except subprocess.TimeoutExpired:
            self.ended = False


def run(command: list[str], folder: Path) -> str:
    """Run a command and give what it said; end with its last words if it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=LIMIT)
    if done.returncode:
        raise SystemExit(
            f"{' '.join(command)} failed in {folder}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return done.stdout


def timed(command: list[str], folder: Path) -> float:
    start = time.perf_counter()
    run(command, folder)
    return time.perf_counter() - start


# -- what a route takes to install ---------------------------------------------------------------------------


def wheels_size(modules: tuple[str, ...]) -> float:
    """Give the megabytes that packages take in site-packages."""
    total = 0
    for module in modules:
        spec = importlib.util.find_spec(module)
        assert spec is not None and spec.origin is not None
        total += sum(path.stat().st_size for path in Path(spec.origin).parent.rglob("*") if path.is_file())
    return total / 1e6


def debian_size(packages: tuple[str, ...], sections: tuple[str, ...]) -> float:
    """Give the megabytes of Debian packages and of what they depend on in the sections named."""
    options = "--recurse --installed --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces"
    listed = subprocess.run(
        ["apt-cache", "depends", *options.split(), "--no-enhances", *packages],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names = sorted({line.strip() for line in listed.splitlines() if line and line[0] not in " <"})
    form = "${db:Status-Status} ${Installed-Size} ${Section}\n"
    sizes = subprocess.run(["dpkg-query", "-W", "-f", form, *names], capture_output=True, text=True).stdout
    rows = [line.split() for line in sizes.splitlines()]
    return sum(int(row[1]) for row in rows if row[0] == "installed" and row[2] in sections) / 1000


# -- the routes ----------------------------------------------------------------------------------------------


def latex_route(stock: Path) -> Route | None:
    """Give Jupyter Book's ``pdflatex``: the builder ``latex``, then what it runs itself."""
    if not (shutil.which("xelatex") and shutil.which("latexmk")):
        return None
    folder = stock / "_build/latex"
    size = debian_size((*TEX, *TEX_FONTS), ("tex", "fonts"))
    return Route(folder / "projectnamenotset.pdf", "latex", ["make", "all-pdf"], folder, size)


def chromium_route(stock: Path) -> Route | None:
    """Give Jupyter Book's ``singlehtml`` printed by Chromium."""
    if not (chromium := shutil.which("chromium")):
        return None
    page, pdf = stock / "_build/singlehtml/index.html", stock / "chromium.pdf"
    command = [chromium, *CHROMIUM.split(), f"--print-to-pdf={pdf}", page.as_uri()]
    return Route(pdf, "singlehtml", command, stock, debian_size(("chromium",), ("web",)))


def weasyprint_route(stock: Path, program: str) -> Route | None:
    """Give Jupyter Book's ``singlehtml`` set by WeasyPrint."""
    if not (weasyprint := shutil.which(program)):
        return None
    page, pdf = stock / "_build/singlehtml/index.html", stock / "weasyprint.pdf"
    packages = Path(weasyprint).parents[1] / "lib"
    size = sum(path.stat().st_size for path in packages.rglob("*") if path.is_file()) / 1e6
    command = [weasyprint, "--pdf-variant", "pdf/ua-1", str(page), str(pdf)]
    return Route(pdf, "singlehtml", command, stock, size)


# -- inside a process of its own, so that its memory can be told ---------------------------------------------


def typeset_twice(command: list[str]) -> None:
    """Build a book twice in this process and print the seconds of each `write`, and the peak memory."""
    import contextlib
    import io
    import resource

    from jupyter_book.cli.main import main as jupyter_book
    from sphinx.cmd.build import build_main

    from sphinx_typst.builder import TypstBuilder

    seconds: list[float] = []
    write = TypstBuilder.write

    def clocked(self: TypstBuilder, *arguments: object, **options: object) -> None:
        start = time.perf_counter()
        write(self, *arguments, **options)  # type: ignore[arg-type]
        seconds.append(time.perf_counter() - start)

    TypstBuilder.write = clocked  # type: ignore[method-assign]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for _ in range(2):
            if command[0] == "build":
                jupyter_book(command, standalone_mode=False)
            else:
                build_main(command)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": peak}))


def typeset(command: list[str], folder: Path) -> tuple[list[float], float]:
    """Give the seconds from doctrees to PDF, first and warm, and the peak memory in megabytes."""
    said = run([sys.executable, str(HERE / "pdf.py"), "typeset", *command], folder)
    facts = json.loads(said.splitlines()[-1])
    return facts["seconds"], facts["megabytes"]


# -- the run -------------------------------------------------------------------------------------------------


def compare(runs: int, weasyprint: str, folder: Path) -> list[str]:
    """Compare the routes and give the lines of the table."""
    ours, stock = copy_book(folder / "ours"), make_stock(copy_book(folder / "stock"))
    toc = yaml.safe_load((stock / "book/_toc.yml").read_text("utf-8"))
    names = [toc["root"], *(each["file"] for part in toc["parts"] for each in part["chapters"])]
    expected = clauses([stock / f"book/{name}.md" for name in names])
    run(TYPST, ours)  # executes the notebooks; so does the first of stock
    run([*STOCK, "--builder", "singlehtml"], stock)
    (pdf,) = (ours / "_build").rglob(f"{open_ledger(ours).report.file}.pdf")

    routes = {
        "XeLaTeX": latex_route(stock),
        "Chromium": chromium_route(stock),
        "WeasyPrint": weasyprint_route(stock, weasyprint),
    }
    commands, typesetting = [], []
    for _ in range(runs):
        commands.append(timed(TYPST, ours))
        typesetting.append(typeset(TYPST[1:], ours)[0][1])
        for route in routes.values():
            if route is not None and route.ended:
                route.measure(stock)

    def row(name: str, whole: float, setting: float, size: float, pdf: Path) -> str:
        cells = [name, f"{whole:.1f}", f"{setting:.2f}", f"{size:.0f}", *measure(pdf, expected).cells()]
        return f"| {' | '.join(cells)} |"

    median = statistics.median
    header = ("route", "command, s", "typesetting, s", "to install, MB", *COLUMNS)
    lines = [f"| {' | '.join(header)} |", "|" + " --- |" * len(header)]
    lines.append(row("Typst", median(commands), median(typesetting), wheels_size(WHEELS), pdf))
    for name, route in routes.items():
        if route is None or not route.ended:
            why = "not installed" if route is None else f"not done after {LIMIT} s"
            lines.append(f"| {name} | {why} |" + " |" * (len(header) - 2))
            continue
        setting = median(route.typesetting)
        lines.append(row(name, median(route.preparing) + setting, setting, route.megabytes, route.pdf))
    return lines


def long_book(folder: Path) -> list[str]:
    """Set a made-up book of more than 300 pages and give the lines of the report."""
    source = make_long_book(folder / "long")
    seconds, memory = typeset(["-q", "-b", "typst", str(source), str(folder / "out")], folder)
    facts = measure(folder / "out/book.pdf", clauses(sorted(source.glob("chapter*.md"))))
    if facts.pages < 300:
        raise SystemExit(f"the long book has only {facts.pages} pages")
    return [
        f"A made-up book of {facts.pages} pages with text, tables, figures, formulas, code and notes: "
        f"{seconds[0]:.1f} s from doctrees to PDF the first time, {seconds[1]:.1f} s the second, "
        f"{memory:.0f} MB at the peak, {facts.megabytes:.2f} MB of PDF, {facts.findings} findings."
    ]


def main() -> None:
    """Measure and write the report."""
    if sys.argv[1:2] == ["typeset"]:
        typeset_twice(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--weasyprint", default="weasyprint", help="the program, where it is not on the path")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table = compare(options.runs, options.weasyprint, Path(folder))
        text = long_book(Path(folder))
    print("\n".join(text))
    notes = NOTES.format(
        machine=machine("typst", "jupyter-book", "sphinx"),
        runs=options.runs,
        tex=", ".join((*TEX, *TEX_FONTS)),
    )
    (HERE / "RESULTS-pdf.md").write_text("\n".join([notes, *table, "", *text]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
