"""Numbers of figures and tables without reading every document of a book again.

Sphinx numbers them after each build's reading, and for that walks through the doctrees of all documents: of a
book of 200 chapters, half a second after each edit. It is given their skeletons, which are kept with the
environment.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

_SKELETONS = "qzcharts_skeletons"
"""Attribute of the environment: pickled skeletons by the names of their documents."""

_WITH_PLACE = (nodes.section, addnodes.toctree)
_TITLES = (nodes.caption, nodes.title)


def skeleton(tree: nodes.document, domains: Iterable[Domain]) -> nodes.document:
    """Give a document with nothing but what its numbers rest on.

    Parameters
    ----------
    tree : nodes.document
    domains : iterable of Domain
        Which say what is numbered.

    Returns
    -------
    nodes.document
        Sections, contents and what is numbered with its titles, in their order and as deep as they stood.
    """
    nothing = cast(Any, None)  # as a doctree has it that is pickled
    bare = nodes.document(cast(Any, SimpleNamespace()), nothing)
    bare.transformer = nothing
    bare += _parts(tree, tuple(filter(_numbers, domains)))
    for node in bare.findall():
        node.document = bare  # and no more of the whole one
    return bare


def _parts(parent: nodes.Element, domains: tuple[Domain, ...]) -> list[nodes.Element]:
    numbered = _is_numbered(parent, domains)
    found: list[nodes.Element] = []
    for child in parent.children:
        if not isinstance(child, nodes.Element):
            continue
        if numbered and isinstance(child, _TITLES):  # without a title there is no number
            found.append(child.deepcopy())
            continue
        below = _parts(child, domains)
        # What is numbered may be known by what it holds, as code is.
        if below or numbered or isinstance(child, _WITH_PLACE) or _is_numbered(child, domains):
            bare = child.copy()
            bare += below
            found.append(bare)
    return found


def _numbers(domain: Domain) -> bool:
    """Whether a domain numbers anything; all are asked of each node, and few do."""
    has_own_way = type(domain).get_enumerable_node_type is not Domain.get_enumerable_node_type
    return has_own_way or bool(domain.enumerable_nodes)


def _is_numbered(node: nodes.Element, domains: tuple[Domain, ...]) -> bool:
    return not isinstance(node, nodes.document | nodes.section) and any(
        each.get_enumerable_node_type(node) for each in domains
    )


def _keep(app: Sphinx, tree: nodes.document) -> None:
    kept = pickle.dumps(skeleton(tree, app.env.domains.values()), pickle.HIGHEST_PROTOCOL)
    _skeletons(app.env)[app.env.docname] = kept


def _skeletons(env: BuildEnvironment) -> dict[str, bytes]:
    found: dict[str, bytes] = vars(env).setdefault(_SKELETONS, {})
    return found


def _merge(app: Sphinx, env: BuildEnvironment, names: Iterable[str], other: BuildEnvironment) -> None:
    _skeletons(env).update((name, _skeletons(other)[name]) for name in names if name in _skeletons(other))


def _give(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Let Sphinx find skeletons where it looks for doctrees before it reads their files."""
    env._pickled_doctree_cache.update(_skeletons(env))
    return []


def _take_back(app: Sphinx, env: BuildEnvironment) -> list[str]:
    env._pickled_doctree_cache.clear()
    return []


def setup(app: Sphinx) -> dict[str, Any]:
    """Keep skeletons of what is read, last of all, and give them to the collectors of numbers alone."""
    app.connect("doctree-read", _keep, priority=999)
    app.connect("env-purge-doc", lambda app, env, name: _skeletons(env).pop(name, None))
    app.connect("env-merge-info", _merge)
    app.connect("env-get-updated", _give, priority=400)
    app.connect("env-get-updated", _take_back, priority=600)
    return {"parallel_read_safe": True}
