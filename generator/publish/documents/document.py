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
class Head:
    """版头 (§7.2): what stands above the red rule on the first page."""

    issuer: str
    """发文机关标志, as a rule the organization with 文件 behind it."""
    printed: bool = False
    """On paper that has issuer and rule already: their room is left clear."""
    rule_at: int | None = None
    """Where the rule lies on such paper, in mm from its upper edge; as the standard has it where nobody says."""
    copy_no: int | None = None
    """份号"""
    secrecy: str = ""
    """密级和保密期限, such as 秘密★1年."""
    urgency: str = ""
    """紧急程度"""
    signers: tuple[str, ...] = ()
    """签发人, of a document to those above."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 (§7.4): the foot of the last page."""

    printed_by: str
    """印发机关"""
    printed_on: date
    """印发日期"""
    copy_to: tuple[str, ...] = ()
    """抄送"""
    even: bool = False
    """Whether it has to stand on an even page, the back of a sheet."""


@dataclass(frozen=True, slots=True)
class Document:
    """An official document, with a head and an imprint or, as it is put up on a board, without."""

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
    """What stands at the head of every page of what is a draft, or no real document."""
    head: Head | None = None
    imprint: Imprint | None = None
    sealed: bool = False
    """Whether it gets a seal (§7.3.5.1), for which there has to be room."""
