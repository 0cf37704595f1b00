"""Templates of what pages and files hold, which speak the language of the edition."""

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup, escape

from qzbook.markup.foreign import parts
from qzbook.words import word
from qzcharts.words import Language

_TEMPLATES = Environment(loader=PackageLoader("qzbook.evidence"), autoescape=select_autoescape(default=True))


def render(name: str, language: Language, /, **values: object) -> str:
    """Fill a template of this folder."""
    return _TEMPLATES.get_template(name).render(_=speaking(language), marked=_marking(language), **values)


def _marking(language: Language) -> Callable[[str], Markup]:
    """Give the function that marks what a text quotes in Chinese, in an edition of another language."""

    def marked(text: str) -> Markup:
        if language == "zh":
            return escape(text)
        quote = Markup('<span lang="zh">{}</span>')
        return Markup("").join(quote.format(part) if quoted else part for part, quoted in parts(text))

    return marked


def speaking(language: Language) -> Callable[..., Markup]:
    """Give the function that templates call ``_``: words of the edition, whose values may be markup."""

    def translated(text: str, /, **values: object) -> Markup:
        fields = {name: f"{{{name}}}" for name in values}
        return escape(word(language, text, **fields)).format(**values)

    return translated
