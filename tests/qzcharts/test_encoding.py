"""Encodings are named by the bytes of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from qzcharts.encoding import encoding_of

SIMPLIFIED = "指标,数值\n片区建设完成投资,12.96亿元\n鲤城区常住人口,约47万人\n"
TRADITIONAL = "指標,數值\n片區建設完成投資,12.96億元\n鯉城區常住人口,約47萬人\n"


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (SIMPLIFIED, "gbk", "GBK"),
        (SIMPLIFIED, "gb18030", "GBK"),
        (SIMPLIFIED, "gb2312", "GBK"),
        (TRADITIONAL, "big5", "Big5"),
        (TRADITIONAL, "cp950", "Big5"),
        (SIMPLIFIED, "utf-16", "UTF-16"),
        (SIMPLIFIED, "utf-16-le", "UTF-16"),
        (SIMPLIFIED, "utf-16-be", "UTF-16"),
        (SIMPLIFIED, "utf-32", "UTF-32"),
        ("a,b\nnaïve,café\n", "latin-1", ""),
        ("", "ascii", ""),
    ],
)
def test_an_encoding_is_named(text: str, encoding: str, name: str) -> None:
    assert encoding_of(text.encode(encoding)) == name


def test_a_byte_of_another_encoding_in_a_text_of_utf_8_is_none() -> None:
    assert encoding_of(SIMPLIFIED.encode() + b"caf\xe9\n") == ""
    assert encoding_of(SIMPLIFIED.encode() + "鲤城区".encode("gbk")) == ""
    assert encoding_of(SIMPLIFIED.encode().replace(b",", b"\0", 1)) == ""


@given(some.binary())
def test_any_bytes_are_taken(content: bytes) -> None:
    assert encoding_of(content) in {"GBK", "Big5", "UTF-16", "UTF-32", ""}
