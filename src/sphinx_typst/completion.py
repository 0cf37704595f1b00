"""What the compiler cannot write into a PDF: who publishes it, on what terms, and what it is about."""

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

import pikepdf

from .metadata import Metadata
from .volume_process import name_fonts

_BEGIN = "<dc:title>"


def complete(pdf: bytes, metadata: Metadata) -> bytes:
    """
    Return a PDF with the properties that the compiler does not know, and fonts by names that can be found.

    Parameters
    ----------
    pdf
        What the compiler made. Its standards stay as they are: the properties are those of Dublin Core, which
        PDF/A (ISO 19005-2, 6.6.2) knows without a schema.
    metadata
        Publisher, licence, note and keywords become publisher, rights, description and subject.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        describe(file, metadata)
        for each in file.objects:
            if isinstance(each, pikepdf.Dictionary):
                name_fonts(each)
        completed = io.BytesIO()
        # The same bytes whenever it is the same.
        file.save(
            completed,
            deterministic_id=True,
            fix_metadata_version=False,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return completed.getvalue()


def describe(file: pikepdf.Pdf, metadata: Metadata) -> None:
    """Put properties into a PDF, as `complete` does."""
    description = metadata.note or metadata.subtitle
    properties = [
        ("publisher", "Bag", [metadata.publisher]),
        ("rights", "Alt", [metadata.licence]),
        ("description", "Alt", [description]),
        ("subject", "Bag", metadata.keywords),
    ]
    written = "".join(_property(*each) for each in properties)
    packet = file.Root.Metadata.read_bytes().decode()
    file.Root.Metadata.write(packet.replace(_BEGIN, written + _BEGIN, 1).encode())
    if description:
        file.docinfo["/Subject"] = description


def _property(name: str, kind: str, values: Sequence[str]) -> str:
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    items = "".join(f"<rdf:li{language}>{escape(value)}</rdf:li>" for value in values if value)
    return f"<dc:{name}><rdf:{kind}>{items}</rdf:{kind}></dc:{name}>" if items else ""
