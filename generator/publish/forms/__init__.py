"""Forms to print and to sign (表格): one value in, the same form as PDF, as .docx and as .xlsx.

`form` is what there is to print: sections, each with its paper's way up, of lines and of grids whose rows stay whole.
`fitting` reckons what fits on a page, takes out what no file may hold, and makes plain data of it; `pdf` and `docx`
write that through templates of their own (templates/documents/form.typ and form/), `xlsx` through xlsxwriter. The same
form gives the same bytes.

A grid is the whole language: what is signed is a row of it, so that no signature stands alone on a page. It knows
neither records nor pages: `pages.forms` makes forms of them. Fonts and the setter are those of `documents`. Begin
with `form`.
"""

from generator.publish.forms.docx import form_docx
from generator.publish.forms.form import Block, Cell, Form, Gap, Grid, Group, Line, Row, Section, words
from generator.publish.forms.pdf import form_pdf
from generator.publish.forms.xlsx import form_xlsx

__all__ = [
    "Block",
    "Cell",
    "Form",
    "Gap",
    "Grid",
    "Group",
    "Line",
    "Row",
    "Section",
    "form_docx",
    "form_pdf",
    "form_xlsx",
    "words",
]
