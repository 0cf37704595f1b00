"""Files that are whole at any moment: written aside, and renamed."""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

_ASIDE = re.compile(r"\.(?P<name>.+)\.\d+")


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write files, all of them or none; one that is replaced hands on its permissions.

    Raises
    ------
    OSError
        If one cannot be written; what was there is there again then.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    aside = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in files}
    replaced: list[Path] = []
    try:
        for path, content in files.items():
            aside[path].write_bytes(content)
            if before[path] is not None:
                shutil.copymode(path, aside[path])
        for path in files:
            aside[path].replace(path)
            replaced.append(path)
    except BaseException:
        for path in replaced:
            if (former := before[path]) is None:
                path.unlink()
            else:
                path.write_bytes(former)
        raise
    finally:
        for path in aside.values():
            path.unlink(missing_ok=True)


def intended(name: str) -> str:
    """Give the name that a file is to have which has this one while it is written."""
    found = _ASIDE.fullmatch(name)
    return found["name"] if found else name
