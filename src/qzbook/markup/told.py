"""How it is told what is wrong on a page: where, what, by which rule, and how to mend it."""

from typing import Any

from sphinx.util import logging

from qzbook.errors import with_mend

logger = logging.getLogger(__name__)
_SHOWN = 60


def shortened(address: str) -> str:
    """Give the beginning of an address, which may hold a whole picture."""
    return address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…"


def tell(place: Any, rule: str, message: str, mend: str) -> None:
    """Tell what is wrong at a node, or at whatever else is a place to Sphinx; a build stops by it."""
    logger.warning(with_mend(f"{message} [{rule}]", mend), location=place)
