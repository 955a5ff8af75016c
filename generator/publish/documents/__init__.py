"""Official documents to print, in the layout of GB/T 9704-2012: one value in, the same text as PDF/A and as .docx."""

from generator.publish.documents.document import Attachment, Document, Heading, Paragraph, Table
from generator.publish.documents.docx import official_docx
from generator.publish.documents.fonts import Fonts, find_fonts
from generator.publish.documents.pdf import official_pdf
from generator.publish.documents.written import blocks

__all__ = [
    "Attachment",
    "Document",
    "Fonts",
    "Heading",
    "Paragraph",
    "Table",
    "blocks",
    "find_fonts",
    "official_docx",
    "official_pdf",
]
