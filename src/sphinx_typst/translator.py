"""The translator: one class out of the parts."""

from .blocks import BlocksMixin
from .containers import ContainersMixin
from .domains import DomainsMixin
from .inline import InlineMixin
from .links import LinksMixin


class TypstTranslator(InlineMixin, BlocksMixin, LinksMixin, ContainersMixin, DomainsMixin):
    """Translate one resolved doctree into Typst markup, which is then in `body`."""
