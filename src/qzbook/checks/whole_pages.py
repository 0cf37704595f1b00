"""Rules for pages as a whole: that the table of contents names them, that they say what data do not show."""

from collections.abc import Iterator

from qzbook.checks.manuscript import Manuscript
from qzbook.checks.reader import LIMITS_ENDINGS
from qzbook.checks.rule import Finding, on_page
from qzbook.project import TOC
from qzbook.words import gettext


def missing_limits(manuscript: Manuscript) -> Iterator[Finding]:
    """Find chapters that do not say what their data do not show."""
    for page in manuscript.pages:
        if page.name in manuscript.chapters and not page.limits:
            message = gettext(
                "the chapter has no part, with text in it, on what its data do not show; allowed: a heading "
                "that ends with {endings}",
                endings=", ".join(LIMITS_ENDINGS),
            )
            mend = gettext(
                "add a heading such as '## {title}', and say what is not published", title=LIMITS_ENDINGS[0]
            )
            yield on_page(page, message, mend)


def broken_toc(manuscript: Manuscript) -> Iterator[Finding]:
    """Find pages that the table of contents does not name or names otherwise, and names of no page."""
    for path in manuscript.unlisted:
        message = gettext("{contents} does not name this page", contents=TOC)
        yield Finding(path, 0, "", message, gettext("add it to {contents}, or remove the page", contents=TOC))
    for title, heading in manuscript.retitled:
        line = manuscript.sources.find(TOC, 1, title)
        message = gettext(
            "only the HTML would say {title!r}; allowed: the heading of the page, {heading!r}",
            title=title,
            heading=heading,
        )
        mend = gettext("take the title out, or write it as the heading of the page")
        yield Finding(TOC, line, "", message, mend)
    known = {page.name for page in manuscript.pages}
    for part in manuscript.parts:
        for name in part.pages:
            if name not in known:
                line = manuscript.sources.find(TOC, 1, name.rpartition("/")[2])
                message = gettext("there is no page book/{name}.md", name=name)
                yield Finding(TOC, line, "", message, gettext("correct the name, or add the page"))
