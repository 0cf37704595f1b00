"""How to mend what Sphinx and its extensions warn of, which say it seldom."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from qzbook.errors import with_mend
from qzbook.words import gettext

#: Before what to do, on a line of its own or within a sentence.
_SAID = re.compile(r"(?P<line>\n\s*)?(?:mend: |改法：)")


def mended(message: str) -> str:
    """Add to a message how to mend what it says, unless it says so or nobody knows."""
    what, mend = parted(message)
    if not mend and not _SAID.search(message):
        mend = next((gettext(mend) for words, mend in _mends() if re.search(words, message)), "")
    return with_mend(what, mend) if mend else message


def parted(message: str) -> tuple[str, str]:
    """Part what a message says from how to mend it, which is empty where no line of its own says so."""
    found = _SAID.search(message)
    return (message[: found.start()], message[found.end() :]) if found and found["line"] else (message, "")


@lru_cache(maxsize=1)
def _mends() -> list[tuple[str, str]]:
    """Give mends by what a warning says."""
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    return [(each["pattern"], each["mend"]) for each in tomllib.loads(text)["mends"]]
