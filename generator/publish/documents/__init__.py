"""Official documents to print, in the layout of GB/T 9704-2012: one value in, the same text as PDF/A and as .docx.

`document` is what there is to print; `layout` the measures of the standard, the same for both, and `frame` those of
what stands around the text: the red head and the imprint. `pdf` and `docx` write it, each through templates of its
own and with the same bytes every time. `written` makes a document's paragraphs of the Markdown in a record, `fonts`
finds what it is set in: none is printed without its fonts.

It knows neither records nor pages: `pages.papers` makes documents of them. It may import `formats`, `render` and
`model`. Begin with `document`.
"""

from generator.publish.documents.document import Attachment, Block, Document, Head, Heading, Imprint, Paragraph, Table
from generator.publish.documents.docx import official_docx
from generator.publish.documents.fonts import Fonts, find_fonts
from generator.publish.documents.layout import day_said
from generator.publish.documents.pdf import official_pdf
from generator.publish.documents.written import blocks

__all__ = [
    "Attachment",
    "Block",
    "Document",
    "Fonts",
    "Head",
    "Heading",
    "Imprint",
    "Paragraph",
    "Table",
    "blocks",
    "day_said",
    "find_fonts",
    "official_docx",
    "official_pdf",
]
