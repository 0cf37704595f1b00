"""Names of pictures in the finished book, which depend on what pictures there are and on no order of reading.

Sphinx numbers pictures of one name in different folders as it meets them: after an edit, one that is gone
would leave the other a number that a build from nothing does not give.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from qzbook.markup.names import digest


def settle(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name each picture by its file, and by its content too where another has the same name."""
    paths: dict[str, list[str]] = {}
    for path in env.images:
        paths.setdefault(Path(path).name, []).append(path)
    for name, found in paths.items():
        for path in found:
            content = Path(app.srcdir, path)
            unique = (
                f"{digest(content.read_bytes())}-{name}" if len(found) > 1 and content.is_file() else name
            )
            env.images[path] = env.images[path][0], unique
    return []


def pictures_of(env: BuildEnvironment) -> dict[str, list[str]]:
    """Give the names of the pictures of each page, in order."""
    pictures: dict[str, list[str]] = {}
    for pages, name in env.images.values():
        for page in pages:
            pictures.setdefault(page, []).append(name)
    return {page: sorted(names) for page, names in pictures.items()}


def setup(app: Sphinx) -> None:
    """Connect to Sphinx, when all pages have been read."""
    app.connect("env-get-updated", settle, priority=800)
