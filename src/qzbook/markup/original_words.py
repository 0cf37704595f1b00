"""The words of the original behind a translated text: ids made of them are the same in all languages."""

from functools import cache

from docutils import nodes
from markdown_it import MarkdownIt
from mdit_py_plugins.myst_role import myst_role_plugin
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import clean_astext

from qzbook.markup.page_context import page_context
from qzbook.project import Project
from qzbook.translation.languages import is_translation, source_language
from qzbook.translation.messages import originals_of
from qzbook.validation import open_ledger
from qzcharts.data.forms import asked, render
from qzcharts.errors import QzchartsError


def original_words(env: BuildEnvironment, node: nodes.TextElement) -> str:
    """Give the words of a text on the page being read, as its original has them."""
    if not is_translation(env.config) or not node.rawsource:
        return clean_astext(node)
    text = originals_of(env).get(node.rawsource, node.rawsource)
    (inline,) = _parser().parseInline(text)
    words = []
    for token in inline.children or ():
        if token.type == "myst_role":
            words.append(_said(env, token.meta["name"], token.content))
        else:
            words.append(" " if token.type == "softbreak" else token.content)
    return "".join(words)


def original_text(env: BuildEnvironment, node: nodes.TextElement) -> str:
    """Give a text as the author typed it in the original, or its words where it was not typed."""
    return originals_of(env).get(node.rawsource, node.rawsource) or node.astext()


def _said(env: BuildEnvironment, role: str, text: str) -> str:
    """Give what a role says in the language of the original."""
    ledger, language = open_ledger(Project.read_from(env.srcdir).root), source_language(env.config)
    try:
        if role == "statement":
            return ledger.statement(text.strip()).text(language)
        if role == "metric":
            notation, form = asked(text)
            metric = ledger.resolve(notation, page_context(env, env.docname))
            return render(metric, form, ledger.units, language)
    except QzchartsError:
        pass  # told where the role itself is read
    return text.partition("<")[0].strip()


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").use(myst_role_plugin)
