"""What commands have in common that change files of a project: all of them or none, and judged beforehand."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import yaml

from qzbook.safety import plain
from qzbook.safety.whole import write_whole
from qzbook.safety.yaml_limits import bound, told
from qzbook.validation import read
from qzbook.words import gettext
from qzcharts.data import Package
from qzcharts.errors import Problem, ProblemsError, not_utf8


def refusal(path: str, code: str, message: str, mend: str, line: int = 0) -> ProblemsError:
    """Make the error of what cannot be done; nothing was changed."""
    return ProblemsError([Problem(path, line, "", code, message, mend)])


def yaml_text(root: Path, name: str) -> str:
    """Read a file that has to be YAML.

    Raises
    ------
    ProblemsError
        If it is not there, or none.
    """
    path = root / name
    for each in (path.parent, path):
        if fault := plain.fault(each):
            raise refusal(name, "not-plain", f"{fault}; {plain.allowed()}", plain.mend())
    try:
        text = path.read_bytes().decode()
        bound()
        yaml.compose(text, Loader=yaml.SafeLoader)
        return text
    except OSError as error:
        message, mend = gettext("is missing; allowed: a file of YAML"), gettext("restore the file")
        raise refusal(name, "unreadable", message, mend) from error
    except UnicodeDecodeError as error:
        line, message = not_utf8(error)
        raise refusal(name, "encoding", message, gettext("save the file as UTF-8"), line) from error
    except yaml.YAMLError as error:
        line, what = told(error)
        raise refusal(name, "broken-yaml", what, gettext("correct the YAML"), line) from error


def rehearse(root: Path, described: Iterable[str], files: Mapping[str, str]) -> Package:
    """Judge the cells of the data as they would be with other files, and give their package.

    Parameters
    ----------
    root : Path
        The project.
    described : iterable of str
        Names of the files of the data package.
    files : mapping of str to str
        What would be written, by its path from the root.

    Raises
    ------
    ProblemsError
        With every problem of the data, or if there is no room for the copy.
    """
    with _writing(root), tempfile.TemporaryDirectory(prefix="qzcharts-") as folder:
        for name in described:
            copy = Path(folder, "data", name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / "data" / name, copy)
        for name, text in files.items():
            if name.startswith("data/"):
                Path(folder, name).write_bytes(text.encode())
        return read(Path(folder, "data"))


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files by their paths from the root, all of them or none.

    Raises
    ------
    ProblemsError
        If one cannot be written; nothing was changed then.
    """
    contents = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    missing = [folder for folder in {(root / name).parent for name in files} if not folder.is_dir()]
    with _writing(root):
        try:
            for folder in missing:
                folder.mkdir()
            write_whole({root / name: content for name, content in contents.items()})
        except BaseException:
            for folder in missing:
                with suppress(OSError):
                    folder.rmdir()
            raise


@contextmanager
def _writing(root: Path) -> Iterator[None]:
    """Tell what keeps a file from being written."""
    try:
        yield
    except OSError as error:
        message = gettext("cannot be written: {what}; nothing was changed", what=error.strerror)
        name = Path(error.filename).name if error.filename else root.name
        mend = gettext("make room, or grant the right to write")
        raise refusal(name, "unwritable", message, mend) from error
