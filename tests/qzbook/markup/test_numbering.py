"""Numbers of figures and tables are those that Sphinx finds in the whole documents."""

from __future__ import annotations

import pickle
from copy import deepcopy
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.environment.collectors.toctree import TocTreeCollector

from qzbook.markup.numbering import _SKELETONS
from qzbook.press.application import run
from qzbook.project import Project

# Of Sphinx extensions, in this process; they are not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

PAGE = """# A page

````{note}
```{figure} boat.svg
:alt: a boat
:name: fig-boat

A boat in a *note*
```
````

```{list-table} A table
:name: tab-one
* - a
  - b
```

```{list-table}
* - without
  - title
```

## A section

```{code-block} python
:caption: Some code
:name: code-one

launch()
```

- an item with

  ```{list-table} A table in a list
  * - a
    - b
  ```

```{figure} boat.svg
:alt: without a caption
```
"""
BOAT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><path d="M45 5L85 45H5Z"/></svg>'


def test_numbers_are_those_of_whole_documents(small: Path, tmp_path: Path) -> None:
    (small / "book/boat.svg").write_text(BOAT, "utf-8")
    chapter = small / "book/chapter.md"
    chapter.write_text(chapter.read_text("utf-8") + PAGE.replace("# A page", "## More", 1), "utf-8")
    env = run(Project.at(small), "html", tmp_path / "first").env
    found = deepcopy(env.toc_fignumbers)
    assert {kind for kinds in found.values() for kind in kinds} == {"figure", "table", "code-block"}
    assert not env._pickled_doctree_cache, "nobody else takes a skeleton for a document"
    env._pickled_doctree_cache.clear()
    TocTreeCollector().assign_figure_numbers(env)
    assert env.toc_fignumbers == {name: kinds for name, kinds in found.items() if kinds}


def test_a_skeleton_has_titles_and_no_prose(small: Path, tmp_path: Path) -> None:
    (small / "book/boat.svg").write_text(BOAT, "utf-8")
    (small / "book/chapter.md").write_text(PAGE, "utf-8")
    env = run(Project.at(small), "html", tmp_path / "first").env
    skeleton = pickle.loads(vars(env)[_SKELETONS]["chapter"])
    titles = [
        node.astext() for node in skeleton.findall(lambda node: isinstance(node, nodes.caption | nodes.title))
    ]
    assert titles == ["A boat in a note", "A table", "Some code", "A table in a list"]
    assert "launch" not in skeleton.astext()
