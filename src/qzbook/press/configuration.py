"""What ``_config.yml`` and the table of contents say, as Jupyter Book and Sphinx read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from jupyter_book.config import get_final_config
from sphinx_external_toc.api import SiteMap
from sphinx_external_toc.parsing import MalformedError, parse_toc_data

from qzbook.errors import BuildError
from qzbook.press import agreement, languages, settings
from qzbook.project import CONFIGURATION, Project
from qzbook.safety.yaml_limits import bound, told
from qzbook.translation import catalogue
from qzbook.translation.languages import SETTING, spoken, translated_into
from qzbook.validation import read
from qzbook.words import gettext, language_named
from qzcharts.data.report import Report
from qzcharts.errors import not_utf8
from qzcharts.words import Language


def contents_of(project: Project) -> SiteMap:
    """Read the table of contents."""
    with _readable(project.contents.relative_to(project.root).as_posix()):
        return _site_map(project.contents.read_text("utf-8"))


@lru_cache(maxsize=1)
def _site_map(text: str) -> SiteMap:
    bound()
    return parse_toc_data(yaml.safe_load(text))


def configuration_of(project: Project, language: Language | None = None) -> dict[str, Any]:
    """Give the configuration that Jupyter Book makes of ``_config.yml``, for the edition in a language.

    Raises
    ------
    BuildError
        If it cannot be used.
    ProblemsError
        If a catalogue of a translation cannot be read.
    """
    contents_of(project)
    with _readable(CONFIGURATION):
        file = project.root / CONFIGURATION
        text = file.read_text("utf-8")
        made = _made(text, file, project.contents, None)
        settings.require_within(project, made, text)
        if (project.book / "_static").is_dir():  # which Jupyter Book then searches, with the other folders
            made = _made(text, file, project.contents, project.book)
        settings.require_harmless(made, text)
        languages.require_own(made, text)
    report = Report.of(read(project.root / "data").descriptor)
    agreement.require_settings(report, language_named(made.get("language")), text)
    for other in translated_into(project.root, made.get(SETTING, {})):
        agreement.require_title(report, other)
        for domain in catalogue.domains(project.root, other):
            catalogue.read(project.root, other, domain)
    configuration = spoken(made, language) if language else deepcopy(made)
    # Of what is copied as it lies there, too, nothing that is hidden.
    configuration["exclude_patterns"] = [*configuration["exclude_patterns"], ".*", "**/.*"]
    return configuration


@lru_cache(maxsize=2)
def _made(text: str, file: Path, contents: Path, searched: Path | None) -> dict[str, Any]:
    """Give what Jupyter Book makes of the text of a configuration, once for each text."""
    overrides = {"external_toc_path": str(contents), "latex_individualpages": False}
    configuration, _ = get_final_config(user_yaml=file, cli_config=overrides, sourcedir=searched)
    return dict(configuration)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Tell what keeps a file of YAML from being read, and where."""
    try:
        yield
    except OSError as error:
        raise BuildError(f"{name}: {error.strerror}", gettext("restore the file")) from error
    except UnicodeDecodeError as error:
        line, what = not_utf8(error)
        raise BuildError(f"{name}:{line}: {what}", gettext("save the file as UTF-8")) from error
    except yaml.YAMLError as error:
        at, what = told(error)
        raise BuildError(
            f"{name}:{at}: {what}" if at else f"{name}: {what}", gettext("correct the YAML")
        ) from error
    except MalformedError as error:
        raise BuildError(f"{name}: {error}", gettext("correct the entry")) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # Whatever Jupyter Book does with a value that it did not expect.
        raise unusable(name, error) from error


def unusable(name: str, error: Exception) -> BuildError:
    """Say that a file holds a value that cannot be used."""
    what = gettext("a value that cannot be used: {what}", what=f"{type(error).__name__}: {error}")
    return BuildError(f"{name}: {what}", gettext("correct the value that was changed last"))
