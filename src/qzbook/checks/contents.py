"""Rules for pages as a whole: that the table of contents names them, that they say what data do not show."""

from __future__ import annotations

from collections.abc import Iterator

from qzbook.checks.manuscript import TOC, Manuscript
from qzbook.checks.reader import LIMITS_HEADINGS
from qzbook.checks.rule import Finding, on_page


def missing_limits(manuscript: Manuscript) -> Iterator[Finding]:
    """Find chapters that do not say what their data do not show."""
    for page in manuscript.pages:
        if page.name in manuscript.chapters and not page.limits:
            message = f"the chapter has no part {LIMITS_HEADINGS[0]!r} with text in it"
            mend = f"add the heading '## {LIMITS_HEADINGS[0]}' and say what is not published"
            yield on_page(page, message, mend)


def broken_toc(manuscript: Manuscript) -> Iterator[Finding]:
    """Find pages that the table of contents does not name or names otherwise, and names of no page."""
    for path in manuscript.unlisted:
        message = f"{TOC} does not name this page"
        yield Finding(path, 0, "", message, f"add it to {TOC}, or remove the page")
    for title, heading in manuscript.retitled:
        line = manuscript.sources.find(TOC, 1, title)
        message = f"only the HTML would say {title!r}; allowed: the heading of the page, {heading!r}"
        yield Finding(TOC, line, "", message, "take the title out, or write it as the heading of the page")
    known = {page.name for page in manuscript.pages}
    for part in manuscript.parts:
        for name in part.pages:
            if name not in known:
                line = manuscript.sources.find(TOC, 1, name.rpartition("/")[2])
                message, mend = f"there is no page book/{name}.md", "correct the name, or add the page"
                yield Finding(TOC, line, "", message, mend)
