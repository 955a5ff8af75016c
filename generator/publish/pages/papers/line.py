"""What a field of a record says, as a line of its document: the name that the field has in a file, and the words."""

from __future__ import annotations

from generator.language import catalogue
from generator.publish.cut.classes import declared_field
from generator.publish.cut.records import PublicRecord
from generator.publish.documents import Paragraph


def line_of(name: str, record: PublicRecord, text: str) -> Paragraph:
    """地点：礼堂."""
    declared = declared_field(name, record.types)
    said = catalogue("zh").text("documents.notice.line", name=declared.zh[0] if declared else name, text=text)
    return Paragraph(said)


def choice_of(name: str, record: PublicRecord) -> str:
    """What the choice made in a field is called; empty where none is."""
    declared = declared_field(name, record.types)
    choice = declared.choice(record.values.text(name)) if declared else None
    return choice.zh[0] if choice else ""
