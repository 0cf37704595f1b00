"""A made-up book with many constructs, whose two formats are written again and again in one process."""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, register_node

from qzbook.gate import Gate
from qzbook.gate.lawful import TABLE, Lawful
from qzbook.press.application import attempt
from qzbook.project import Project
from qzcharts.bundle import MIME, PICTURES, Bundle, Evidence
from qzcharts.errors import Problem
from sphinx_typst.builder import TypstBuilder
from support import NOTEBOOK_HEAD, PROJECT, copy_project, write_files


def _notebook(text: str, shown: Bundle) -> str:
    """Give a notebook of a text, and of a cell that has shown a figure of the author's own."""
    output = {
        "output_type": "execute_result",
        "execution_count": 1,
        "metadata": {},
        "data": {MIME: shown.as_json()},
    }
    cells = [
        {"cell_type": "markdown", "id": "text", "metadata": {}, "source": text},
        {
            "cell_type": "code",
            "id": "cell",
            "metadata": {},
            "source": "draw(76)",
            "execution_count": 1,
            "outputs": [output],
        },
    ]
    language = {"language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": language, "nbformat": 4, "nbformat_minor": 5})


BOAT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40">'
    '<path d="M10 10 L110 10 L90 35 L30 35 Z" fill="#7a1f2b"/></svg>\n'
)
CONTENTS = """\
format: jb-book
root: index
parts:
  - caption: 正文
    numbered: true
    chapters:
      - file: words
      - file: blocks
  - caption: 附录
    numbered: true
    chapters:
      - file: more
      - file: own
"""
WORDS = """\
# 行内的文字

```{contents}
:local:
```

## 字与数

普通的11，**粗体的12**，*着重的34*，`代码 56`，一万是10{sup}`4`，水是H{sub}`2`O，{abbr}`GDP (国内生产总值)`，
{kbd}`Ctrl`，{guilabel}`确定7`，{file}`/usr/8`，{term}`纸船`，{samp}`boat {n}`。

two words and 1 000 and 3.14，https://example.org/a/very/long/address/that/has/to/break?first=one&second=two#end。

见{ref}`sec-blocks`、{numref}`fig-boat`、{numref}`tab-numbers`、{eq}`eq-boats`、{doc}`blocks`。

脚注一[^one]，脚注二[^two]，再说脚注一[^one]。

[^one]: 注里的**重点**与15。
[^two]: 第二条注，$n \\ge 16$。

行内 $a^2 + b^2 = c^2$。

$$
\\bar{x} = \\frac{1}{n} \\sum_{i=1}^{n} x_i
$$ (eq-boats)

## 词汇

```{glossary}
纸船
  折成的船，17只。
```
"""
BLOCKS = """\
(sec-blocks)=
# 成块的内容

- 一条18
- 两条19
  - 里面20

3. 第三21
4. 第四22

- [x] 办完23
- [ ] 没办24

词25
: 释义26

> 引文29。

```{note}
提示31。
```

```{admonition} 标题32
:class: dropdown
折叠33。
```

```{topic} 题34
题内35。
```

```python
x = 36  # 三十六
y = x + 37
```

```{code-block} python
:caption: 题注38
:linenos:
print(39)
print(40)
```

```{list-table} 数字表41
:name: tab-numbers
:header-rows: 1

* - 名42
  - 值43
* - 甲
  - 44.5
```

```{figure} boat.svg
:name: fig-boat
:alt: 纸船47

图题48

图注49。
```

![单图50](boat.svg)

```{line-block}
第一行59
第二行60
```
"""
MORE = """\
# 其余

```{code-cell}
:tags: [hide-input]
71
```

```{code-cell}
72
```

```{only} html
只在网页55。
```

```{only} typst
只在纸上56。

- 一条57
```

中间的一段。

```{only} typst
$a = 1$
```

```{only} html or typst
两处都有58。
```

```{eval-rst}
项61 : 类62
   释义63

:字段27: 内容28

(a) 甲64
(b) 乙65

iv) 四66
v) 五67

..

   引文68

   -- 作者69

-a  选项72
--long  选项73
```
"""
OWN = Bundle(
    Evidence(
        form="figure",
        language="zh",
        title="自画的船74",
        template="自画的船74",
        subtitle="",
        alt="折线图，75只",
        metrics=[],
        labels=[],
        columns=["名"],
        rows=[],
        source="资料来源：虚构76",
        typed=["自画的船74", "折线图，75只"],
    ),
    dict.fromkeys([*PICTURES, "paper", "file"], BOAT.replace("<svg", '<svg aria-label="自画的船74"')),
    (PROJECT / "tests/sphinx_typst/book/images/cloud.png").read_bytes(),
)
PAGES = {
    "book/_toc.yml": CONTENTS,
    "book/index.md": "# 虚构的书\n\n写于2031年。\n",
    "book/words.md": WORDS,
    "book/blocks.md": BLOCKS,
    "book/more.md": NOTEBOOK_HEAD + MORE,
    "book/own.ipynb": _notebook("# 自己画的", OWN),
    "book/boat.svg": BOAT,
}


class GateBook:
    """The book, its formats written anew by `write_html` and `write_pdf`.

    Parameters
    ----------
    root : Path
        An empty folder for it.
    pages : dict of str to str
        Files by their names.
    """

    def __init__(self, root: Path, pages: dict[str, str] = PAGES) -> None:
        self.root = copy_project(root)
        shutil.rmtree(root / "book")
        write_files(root, pages)
        configuration = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
        configuration["parse"]["myst_enable_extensions"] += ["tasklist", "fieldlist"]
        configuration["execute"]["execute_notebooks"] = "off"
        (root / "_config.yml").write_text(yaml.safe_dump(configuration, allow_unicode=True), "utf-8")
        self._html = self._start("html")
        self._typst = self._start("typst", typst_compile=False)
        self._compile()

    @property
    def html(self) -> Path:
        """Folder of the HTML edition."""
        return Path(self._html.outdir)

    @property
    def pdf(self) -> Path:
        """The PDF edition."""
        return self._paper.compilation.pdf

    def write_html(self) -> None:
        """Write every page again."""
        with _no_warnings(), docutils_namespace():
            for node in vars(addnodes).values():  # Sphinx has forgotten its own nodes since it started.
                if isinstance(node, type) and issubclass(node, nodes.Element):
                    register_node(node)
            self._html.builder.build_all()

    def write_pdf(self) -> None:
        """Write the PDF again."""
        with _no_warnings():
            self._typst.builder.build_all()
            self._compile()

    def gate(
        self, table: tuple[Lawful, ...] = TABLE, html: Path | None = None, pdf: Path | None = None
    ) -> Gate:
        """Give the gate of the book, or of other files made from it."""
        env = self._html.env
        sources = {name: Path(env.doc2path(name)) for name in sorted(env.found_docs)}
        return Gate(html or self.html, pdf or self.pdf, sources, self.root, table)

    def judge(self) -> list[Problem]:
        """Give what the gate finds."""
        return self.gate().judge()

    def _start(self, builder: str, **overrides: Any) -> Sphinx:
        with _no_warnings():
            app, messages = attempt(Project.at(self.root), builder, self.root / "pages", overrides=overrides)
        assert app is not None, messages
        assert messages == []
        return app

    @property
    def _paper(self) -> TypstBuilder:
        assert isinstance(self._typst.builder, TypstBuilder)
        return self._typst.builder

    def _compile(self) -> None:
        assert self._paper.compilation.run() == []


@contextmanager
def _no_warnings() -> Iterator[None]:
    """Keep quiet what Sphinx and its extensions warn of in their own code."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
