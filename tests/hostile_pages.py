"""A book of what pages may not carry, and of what looks hostile and is harmless.

Whatever runs calls ``canary()``, and whatever loads asks a listener: where neither is heard, pages are safe.
"""

from __future__ import annotations

import base64
import json
import shutil
import socket
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner

from qzbook.cli import main
from qzbook.press.application import attempt
from qzbook.press.check import problem
from qzbook.project import Project
from qzbook.safety.policy import POLICY
from qzbook.safety.unconnected import unconnected
from support import copy_data, make_once, write_files

#: A host that no page may ask; the listener takes its place.
HOST = "http://foreign.invalid"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'


@dataclass(frozen=True)
class Hostile:
    """An attempt.

    Attributes
    ----------
    name : str
    text : str
        Markdown below the title of a page; of an output, its text.
    refused : str
        Part of the finding; empty where the attempt is harmless.
    line : int
        Of the page, whose third is the first of `text`.
    form : str
        Type of an output.
    files : dict of str to str
        Files beside the page.
    front : str
        Front matter of the page, in one line.
    """

    name: str
    text: str
    refused: str = ""
    line: int = 3
    form: str = ""
    files: dict[str, str] = field(default_factory=dict)
    front: str = ""


def _drawn(inside: str = "", attributes: str = "") -> str:
    return _SVG.format(attributes, inside)


HTML = (
    Hostile("script", "<script>canary()</script>", "<script> has no form"),
    Hostile("script in a line", "甲\n乙<script>canary()</script>", "<script> has no form", 4),
    Hostile(
        "script as a task", '<script class="task-list-item-checkbox">canary()</script>', "<script> has no"
    ),
    Hostile("script after a comment", "<!--><script>canary()</script>-->", "is none of HTML"),
    Hostile("handler", '<b onclick="canary()">甲</b>', "the attribute onclick of <b>"),
    Hostile(
        "handler at once",
        '<div autofocus tabindex=1 onfocus="canary()">甲</div>',
        "the attribute autofocus of <div>",
    ),
    Hostile("broken picture", '甲<img src="x" onerror="canary()">', "the attribute onerror of <img>"),
    Hostile("slashes for spaces", '<p><img/src="boat.svg"/onerror=canary()></p>', "this is no HTML"),
    Hostile("tag without end", '<p>甲</p><img src=x onerror="canary()"', "this is no HTML", 4),
    Hostile("attribute given twice", '<p class="a" class="b">甲</p>', "this is no HTML: Dropped duplicate"),
    Hostile("drawing", "<svg onload=canary()></svg>", "<svg> has no form"),
    Hostile(
        "drawing with style",
        '<svg></p><style><g title="</style><img src onerror=canary()>">',
        "<svg> has no form",
    ),
    Hostile(
        "formula that mutates",
        "<math><mtext><table><mglyph><style><img src onerror=canary()></style></mglyph></table></math>",
        "<math> has no form",
    ),
    Hostile(
        "noscript that mutates",
        '<noscript><p title="</noscript><img src onerror=canary()>"></p></noscript>',
        "<noscript> has no form",
    ),
    Hostile("CDATA", "<![CDATA[<img src onerror=canary()>]]>", "is no content of a page"),
    Hostile("instruction", "<?xml-stylesheet href='x'?>", "is no content of a page"),
    Hostile("declaration", "<!DOCTYPE html>", "is no content of a page"),
    Hostile("redirect", f'<meta http-equiv="refresh" content="0;url={HOST}">', "<meta> has no form"),
    Hostile("base", f'<base href="{HOST}/">', "<base> has no form"),
    Hostile("frame", '<iframe srcdoc="<script>parent.canary()</script>"></iframe>', "<iframe> has no form"),
    Hostile("object", f'<object data="{HOST}"></object>', "<object> has no form"),
    Hostile("embedded", f'甲<embed src="{HOST}">', "<embed> has no form"),
    Hostile("form", f'<form action="{HOST}"><button>甲</button></form>', "<form> has no form"),
    Hostile("button of a form", f'甲<button formaction="{HOST}">乙</button>', "<button> has no form"),
    Hostile("sheet", f'<link rel="stylesheet" href="{HOST}">', "<link> has no form"),
    Hostile("style", f"<style>@import '{HOST}';</style>", "<style> has no form"),
    Hostile("film", f'<video src="{HOST}" onerror="canary()"></video>', "<video> has no form"),
    Hostile(
        "template", "<template shadowrootmode=open><script>canary()</script></template>", "<template> has no"
    ),
    Hostile("raw", "```{raw} html\n<script>canary()</script>\n```", "<script> has no form"),
    Hostile(
        "role for raw HTML",
        "```{eval-rst}\n.. role:: html(raw)\n   :format: html\n\n:html:`<script>canary()</script>`\n```",
        "<script> has no form",
        7,
    ),
    Hostile(
        "expression",
        "甲{{ cycler.__init__.__globals__.os.getpid() }}",
        "is no name of a value",
        6,
        front="myst: {enable_extensions: [substitution]}",
    ),
    Hostile("in one format", "```{only} html\n<script>canary()</script>\n```", "<script> has no form", 4),
)
ADDRESSES = (
    Hostile("link that runs", "[甲](javascript:canary(1))", "is shown as it stands"),
    Hostile(
        "link with tabs", '<a href="java&#9;script:canary()">甲</a>', "a link may not start with javascript:"
    ),
    Hostile(
        "link that is a page",
        "<a href='data:text/html,<script>canary()</script>'>甲</a>",
        "a link may not start with data:",
    ),
    Hostile("link to a blob", '<a href="blob:canary">甲</a>', "a link may not start with blob:"),
    Hostile(
        "link to a view",
        '<a href="view-source:javascript:canary()">甲</a>',
        "a link may not start with view-source:",
    ),
    Hostile("link to this machine", '<a href="file:///etc/passwd">甲</a>', "a link may not start with file:"),
    Hostile("link to another host", '<a href="//foreign.invalid/">甲</a>', "a link may not start with //"),
    Hostile(
        "link of rst",
        "```{eval-rst}\n`甲 <javascript:canary()>`_\n```",
        "a link may not start with javascript:",
        4,
    ),
    Hostile(
        "linked picture",
        "```{image} boat.svg\n:alt: 船\n:target: javascript:canary()\n```",
        "a link may not start with javascript:",
    ),
    Hostile(
        "download that runs",
        "{download}`甲 <javascript://%0acanary()>`",
        "a link may not start with javascript:",
    ),
    Hostile(
        "contents that run",
        "```{toctree}\n甲 <javascript://%0acanary()>\n```",
        "a link may not start with javascript:",
    ),
    Hostile("remote picture", f"![甲]({HOST}/a.png)", "is no file of the book"),
    Hostile("remote figure", f"```{{figure}} {HOST}/a.png\n:alt: 甲\n\n乙\n```", "is no file of the book"),
    Hostile("remote picture of HTML", f'<img src="{HOST}/a.png" alt="甲">', "is no file of the book"),
    Hostile("picture of another host", "![甲](//foreign.invalid/a.png)", "lies outside of the project"),
    Hostile("picture within the page", "![甲](data:image/png;base64,PHN2Zy8+)", "is no file of the book"),
    Hostile(
        "two pictures", f'甲<img src="boat.svg" alt="船" srcset="{HOST} 2x">', "the attribute srcset of <img>"
    ),
    Hostile("remote raw", f"```{{raw}} html\n:url: {HOST}\n```", "the network is never asked"),
    Hostile("remote table", f"```{{csv-table}} 甲\n:url: {HOST}\n```", "the network is never asked"),
    Hostile("remote include", f"```{{include}} {HOST}/a.md\n```", "file not found"),
)
OUTPUTS = (
    Hostile("script of a cell", "canary()", "<script>", form="application/javascript"),
    Hostile("widget", '{"model_id": "a"}', "<script>", form="application/vnd.jupyter.widget-view+json"),
    Hostile("HTML of a cell", "<p>甲</p><script>canary()</script>", "<script>", form="text/html"),
    Hostile(
        "handler of a cell",
        '<table onmouseover="canary()"><tr><td>甲</td></tr></table>',
        "the attribute onmouseover of <table>",
        form="text/html",
    ),
    Hostile(
        "Markdown of a cell",
        "甲<img src=x onerror=canary()>",
        "the attribute onerror of <img>",
        form="text/markdown",
    ),
    Hostile("LaTeX of a cell", r"$\href{javascript:canary()}{x}$", "href", form="text/latex"),
    Hostile("drawing of a cell", _drawn("<script>canary()</script>"), "<script>", form="image/svg+xml"),
    Hostile(
        "drawing that calls",
        _drawn(f'<image xlink:href="{HOST}/a.png"/>'),
        "foreign.invalid",
        form="image/svg+xml",
    ),
    Hostile("style of a cell", f"<style>@import '{HOST}';</style><p>甲</p>", form="text/html"),
    Hostile("text of a cell", "<script>canary()</script>", form="text/plain"),
)
_WITHIN = base64.b64encode(_drawn("<script>canary()</script>").encode()).decode()
FILES = (
    Hostile(
        "drawing with a script in a drawing",
        "![甲](within.svg)",
        "<script>",
        files={"within.svg": _drawn(f'<image href="data:image/svg+xml;base64,{_WITHIN}"/>')},
    ),
    Hostile(
        "picture with a script",
        "![甲](a.svg)",
        "<script>",
        files={"a.svg": _drawn("<script>canary()</script>")},
    ),
    Hostile(
        "picture with a handler", "![甲](b.svg)", "onload", files={"b.svg": _drawn("", 'onload="canary()"')}
    ),
    Hostile(
        "picture with a page",
        "![甲](c.svg)",
        "<foreignObject>",
        files={
            "c.svg": _drawn(
                '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml" onload="canary()"/></foreignObject>'
            )
        },
    ),
    Hostile(
        "picture that calls",
        "![甲](d.svg)",
        "foreign.invalid",
        files={"d.svg": _drawn(f'<image href="{HOST}/a.png"/>')},
    ),
    Hostile(
        "picture with a style",
        "![甲](e.svg)",
        "foreign.invalid",
        files={"e.svg": _drawn(f"<style>@import '{HOST}';</style>")},
    ),
    Hostile(
        "picture with a sheet",
        "![甲](f.svg)",
        "f.svg",
        files={"f.svg": f'<?xml-stylesheet href="{HOST}"?>' + _drawn()},
    ),
    Hostile(
        "picture with entities",
        "![甲](g.svg)",
        "g.svg",
        files={"g.svg": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + _drawn("&a;")},
    ),
    Hostile(
        "page as a download",
        "{download}`甲 <a.html>`",
        "a.html",
        files={"a.html": "<script>canary()</script>"},
    ),
    Hostile("linked page", "[甲](b.htm)", "b.htm", files={"b.htm": "<script>canary()</script>"}),
    Hostile(
        "drawing as a download",
        "{download}`甲 <h.svg>`",
        "<script>",
        files={"h.svg": _drawn("<script>canary()</script>")},
    ),
)
HARMLESS = (
    Hostile("code", "```html\n<script>canary()</script>\n```"),
    Hostile("code in a line", "`<img src onerror=canary()>`"),
    Hostile("escaped", r"\<script>canary()\</script>"),
    Hostile("entities", "&lt;script&gt;canary()&lt;/script&gt;"),
    Hostile("alternative text", '![甲"><script>canary()</script>](boat.svg)'),
    Hostile("attributes in a line", '[甲]{.b onclick="canary()" style="background:url(//foreign.invalid)"}'),
    Hostile("heading", "## 甲`</script><script>canary()</script>`"),
    Hostile("formula", r"$\text{<script>canary()</script>}$"),
    Hostile("comment", "甲<!-- <script>canary()</script> -->乙"),
    Hostile(
        "code with a caption", "```{code-block} text\n:caption: </figure><script>canary()</script>\n\na\n```"
    ),
    Hostile("style of an element", f'<p style="background:url({HOST})">甲</p>'),
)

ROWS = (*HTML, *ADDRESSES, *OUTPUTS, *FILES, *HARMLESS)
_BOAT = _drawn('<path d="M0 0H9" stroke="#000"/>', 'width="9" height="9"')
_CONFIGURATION = """\
title: 样例
author: 样例
only_build_toc_files: true
execute: {execute_notebooks: "off"}
parse:
  myst_enable_extensions: [colon_fence, deflist, attrs_inline, dollarmath]
sphinx:
  config:
    extensions: [myst_nb, jupyter_book, sphinx_external_toc, qzbook.extension]
    html_theme: qzcharts
    html_theme_options: {}
    language: zh_CN
    numfig: true
"""


def write(root: Path, pages: dict[str, str]) -> Project:
    """Write a project with the real data, whose cells do not run, and these files in its book."""
    copy_data(root / "data")
    entries = "".join(f"  - file: {Path(name).stem}\n" for name in pages if name.endswith((".md", ".ipynb")))
    files = {
        "_config.yml": _CONFIGURATION,
        "requirements.lock": "",
        "book/_toc.yml": f"format: jb-book\nroot: index\nchapters:\n{entries}",
        "book/index.md": "# 样例\n\n正文。\n",
        "book/boat.svg": _BOAT,
        **{f"book/{name}": text for name, text in pages.items()},
    }
    return Project.at(write_files(root, files))


def hostile_book(factory: pytest.TempPathFactory) -> Path:
    """Give the book of all attempts, made once for all workers.

    ``book/p0.md`` and so on are its pages; ``found.json`` says what was found on each, and what was heard;
    ``bare`` holds the pages as they would be had nobody minded, without the policy.
    """
    return make_once(factory, "hostile-pages", "bare", _make)


def _make(root: Path) -> None:
    with listener() as (address, heard), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pages = {}
        for number, row in enumerate(ROWS):
            front = f"---\n{row.front}\n---\n" if row.front else ""
            text = _notebook(row) if row.form else f"{front}# 页\n\n{row.text}\n"
            pages[f"p{number}.{'ipynb' if row.form else 'md'}"] = text
            pages |= row.files
        project = write(root, {name: text.replace(HOST, address) for name, text in pages.items()})
        done = CliRunner().invoke(main, ["check", "--project", str(root), "--format", "json"])
        with unconnected():
            app, messages = attempt(project, "html", root / "pages")
        assert app is not None, messages
    found: dict[str, list[tuple[int, str]]] = {}
    for each in json.loads(done.stdout):
        found.setdefault(Path(each["path"]).stem, []).append((each["line"], each["message"]))
    for each in map(problem, messages):
        found.setdefault(Path(each.path).stem, []).append((each.line, each.message))
    record = {"status": done.exit_code, "found": found, "heard": heard}
    (root / "found.json").write_text(json.dumps(record, ensure_ascii=False).replace(address, HOST), "utf-8")
    shutil.copytree(app.outdir, root / "part")
    for page in (root / "part").glob("*.html"):
        page.write_text(page.read_text("utf-8").replace(POLICY, ""), "utf-8")
    (root / "part").rename(root / "bare")


def _notebook(row: Hostile) -> str:
    content = json.loads(row.text) if row.form.endswith("json") else row.text
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "甲", row.form: content}}
    code: dict[str, object] = {
        "cell_type": "code",
        "execution_count": 1,
        "source": "show",
        "outputs": [output],
    }
    title: dict[str, object] = {"cell_type": "markdown", "source": "# 页"}
    cells = [{**cell, "id": str(number), "metadata": {}} for number, cell in enumerate((title, code))]
    kernel = {"kernelspec": {"name": "python3", "display_name": "", "language": "python"}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": cells})


@contextmanager
def listener() -> Iterator[tuple[str, list[str]]]:
    """Listen on this machine; give the address, and a list of who has asked."""
    heard: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, place = server.accept()
                except OSError:
                    return
                heard.append(str(place))
                connection.close()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", heard
        server.shutdown(socket.SHUT_RDWR)
    thread.join()
