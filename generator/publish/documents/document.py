"""What an official document says, in its order (GB/T 9704-2012 §7); nothing of how it is set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of its own line: level 1 is 一、 and level 2 （一）; the number stands in the text."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` is a heading that runs into it (一、基本情况。), of that level."""

    text: str
    lead: str = ""
    lead_level: int = 1
    indented: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; `caption` says what they show."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment (附件), on a page of its own after the document."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An official document without a red head, or a copy of one that has it."""

    title: str
    blocks: tuple[Block, ...]
    signature: str
    """The issuing organization in full."""
    date: date
    """The date under it: also the day the file says it was made."""
    addressees: tuple[str, ...] = ()
    """主送; none for a notice to everybody."""
    doc_no: str = ""
    """发文字号, such as 示例党〔2017〕12号."""
    attachments: tuple[Attachment, ...] = ()
    note: str = ""
    """附注: whom to ask, in brackets below the date."""
    mark: str = ""
    """What stands at the head of every page of what is no real document."""
