"""The messages of a page: each text that readers see and the author typed, in the original and translated.

A message is what Markdown has between its marks of blocks: a paragraph, a heading, a cell of a table, a
title, a caption. It is translated before anything of it becomes a node, so that roles, links and notes in the
translation are read as those of the original are, and only once.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata
from sphinx_external_toc.api import SiteMap, UrlItem

from qzbook.project import TOC, Project
from qzbook.translation import catalogue
from qzbook.translation.languages import SETTING, SOURCE, is_translation
from qzbook.translation.parity import translations
from qzbook.words import language_of

TYPED = "typed-in-cell"
"""Attribute of the caption of a chart, or of the title of a table: texts that were typed in its cell."""
_READ, _KEPT, _KNOWN = "qzcharts_tokens", "qzcharts_messages", "qzcharts_translations"


class Message(NamedTuple):
    """A text that is to be translated, its line, and whether a cell has it."""

    text: str
    line: int
    of_cell: bool = False


def messages_plugin(md: MarkdownIt) -> None:
    """Have a parser of pages note the messages that it reads, and in another language translate them."""
    md.core.ruler.before("inline", "messages", _take)


def _take(state: StateCore) -> None:
    env: BuildEnvironment | None = getattr(state.md.options["document"].settings, "env", None)
    if env is None:
        return
    known = translations_of(env)
    read: list[tuple[str, Token]] = env.temp_data.setdefault(_READ, [])
    for token in state.tokens:
        if token.type == "inline" and token.content.strip():
            read.append((token.content, token))
            token.content = known.get(token.content, token.content)


def translations_of(env: BuildEnvironment) -> dict[str, str]:
    """Give the translations of the page being read, on which it depends then; none in the original."""
    if not is_translation(env.config):
        return {}
    if _KNOWN not in env.temp_data:
        root, language = Project.read_from(env.srcdir).root, language_of(env.config)
        env.note_dependency(str(root / catalogue.path_of(language, env.docname)))
        env.temp_data[_KNOWN] = translations(root, language, env.docname)
    known: dict[str, str] = env.temp_data[_KNOWN]
    return known


def originals_of(env: BuildEnvironment) -> dict[str, str]:
    """Give the original of each translation of the page being read."""
    return {translation: text for text, translation in translations_of(env).items()}


def note_messages(env: BuildEnvironment, document: nodes.document) -> None:
    """Keep the messages of the page that was read, those of its charts, tables and pictures among them."""
    read = env.temp_data.pop(_READ, [])
    found = [Message(text, token.map[0] if token.map else 1) for text, token in read]
    for node in document.findall(nodes.Element):
        typed: list[str] = node.get(TYPED, [])
        found += [Message(text, node.line or 1, of_cell=True) for text in typed]
    known = translations_of(env)
    for picture in filter(_is_described, document.findall(nodes.image)):
        found.append(Message(picture["alt"], _line_of(picture)))
        picture["alt"] = known.get(picture["alt"], picture["alt"])
    env.metadata[env.docname][_KEPT] = found


def _is_described(picture: nodes.image) -> bool:
    """Whether a picture has an alternative text of its own; in a line it is part of a message."""
    drawn = picture.parent.tagname == "chart" or isinstance(picture.parent, nodes.TextElement)
    return bool(picture.get("alt")) and not drawn


def _line_of(node: nodes.Element | None) -> int:
    while node is not None and not node.line:
        node = node.parent
    return (node and node.line) or 1


def messages_of_book(env: BuildEnvironment, project: Path) -> dict[str, list[tuple[str, Message]]]:
    """Give the messages of the table of contents and of each page, in the order of their places.

    Parameters
    ----------
    env : BuildEnvironment
        Of an application that has read the book in the language that it is written in.
    project : Path
        Its root.

    Returns
    -------
    dict
        By the names of their catalogues, each with the path of its file.
    """
    contents = _messages_of_contents(env.config.external_site_map, (project / TOC).read_text("utf-8"))
    found = {catalogue.CONTENTS: [(TOC, message) for message in contents]}
    for name in sorted(env.found_docs):
        path = Path(env.doc2path(name)).relative_to(project).as_posix()
        own: list[Message] = sorted(env.metadata[name].get(_KEPT, []), key=lambda message: message.line)
        found[name] = [(path, message) for message in own]
    return {name: messages for name, messages in found.items() if messages}


def _messages_of_contents(site: SiteMap, text: str) -> Iterator[Message]:
    """Give the captions of the contents, and the titles that pages are given there."""
    lines = text.split("\n")
    for _, _, words in _titles(site):
        yield Message(words, next((at for at, line in enumerate(lines, 1) if words in line), 1))


def _titles(site: SiteMap) -> Iterator[tuple[Any, str, str]]:
    """Give what has words of its own in the contents: thing, attribute, words."""
    for document in site.values():
        found = [(document, "title")]
        for tree in document.subtrees:
            found += [
                (tree, "caption"),
                *((item, "title") for item in tree.items if isinstance(item, UrlItem)),
            ]
        yield from ((thing, name, words) for thing, name in found if (words := getattr(thing, name)))


def _translate_contents(app: Sphinx, config: Config) -> None:
    if is_translation(config):
        root, language = Project.read_from(app.srcdir).root, language_of(config)
        known = translations(root, language, catalogue.CONTENTS)
        for thing, name, words in list(_titles(config.external_site_map)):
            setattr(thing, name, known.get(words, words))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings of languages."""
    app.add_config_value(SETTING, {}, "env", types=(dict,))
    app.add_config_value(SOURCE, "", "env", types=(str,))
    app.connect("config-inited", _translate_contents, priority=999)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}
