"""The translator: one class out of the parts."""

from __future__ import annotations

from .blocks import BlocksMixin
from .domains import DomainsMixin
from .notebook import NotebookMixin
from .references import ReferencesMixin
from .text import TextMixin


class TypstTranslator(TextMixin, BlocksMixin, ReferencesMixin, NotebookMixin, DomainsMixin):
    """Translate one resolved doctree into Typst markup, which is then in `body`."""
