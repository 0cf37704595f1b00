"""What validators of accessible and archived PDF say of a file, but for what they say wrongly."""

from __future__ import annotations

import re
from pathlib import Path

import page
import pdfua

# Two rules of page-validation 0.11 report what is right: it reads widths of CFF fonts as 0, and takes
# a stream whose last byte is a carriage return for one byte too short. `test_typst_standards` looks again.
DISPUTED = re.compile("GLYPH-WIDTH|STREAM-LENGTH")


def findings(pdf: Path, archived: page.ValidationProfile) -> list[str]:
    """Give what they find against PDF/UA-1, and against a profile of PDF/A."""
    found = [str(finding) for finding in pdfua.validate(str(pdf)).findings]
    for profile in (page.ValidationProfile.PDF_UA_1, archived):
        report = page.validate_pdf(str(pdf), profile=profile)
        assert report.rules.total > 100
        found += [each.message for each in report.failures if not DISPUTED.search(each.rule_id)]
    return found
