"""Minutes as people write them, to HTML that can do no harm (design §7: text from records is untrusted)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from urllib.parse import quote
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

HEADINGS_BELOW = 2
"""The page's own headings are h1 and h2; those of minutes begin below."""
LONGEST = 200_000
"""Characters beyond which minutes are shown as they are written."""
MOST_BRACKETS = 1000
"""Opening brackets beyond which too: looking for the end of each takes the square of their number."""

_TAGS = (
    "a blockquote br code dd del dl dt em h3 h4 h5 h6 hr img li ol p pre strong sub sup table tbody td th thead tr ul"
)
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
_SCHEMES = {"http", "https", "mailto"}


def minutes(text: str, files: Mapping[str, str] | None = None) -> Markup:
    """Markdown with tables, lists and fenced code as safe HTML; HTML written in it is shown as text.

    `files` are the attachments that may be linked or shown, by name, with their addresses. Images from anywhere
    else are left out, their description stays.
    """
    if len(text) > LONGEST or text.count("[") > MOST_BRACKETS:
        return _as_written(text)
    converter = _converter()
    converter.reset()
    _surroundings(converter).files = files or {}
    try:
        made = converter.convert(text)
    except RecursionError:
        return _as_written(text)
    safe = nh3.clean(
        made,
        tags=set(_TAGS.split()),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(safe)


def _as_written(text: str) -> Markup:
    return Markup("<pre>{}</pre>").format(text)


class _Surroundings(Treeprocessor):
    """Fits minutes into a page: headings below the page's, links and images only to what is there."""

    files: Mapping[str, str] = {}

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "img":
                    self._image(parent, child)
                elif child.tag == "a":
                    self._link(child)
                elif len(child.tag) == 2 and child.tag[0] == "h" and child.tag[1].isdigit():
                    child.tag = f"h{min(6, int(child.tag[1]) + HEADINGS_BELOW)}"

    def _image(self, parent: Element, image: Element) -> None:
        address = self.files.get(image.get("src", ""))
        if address is not None:
            image.set("src", address)
            return
        text = image.get("alt", "") + (image.tail or "")
        position = list(parent).index(image)
        if position:
            before = parent[position - 1]
            before.tail = (before.tail or "") + text
        else:
            parent.text = (parent.text or "") + text
        parent.remove(image)

    def _link(self, link: Element) -> None:
        address = link.get("href", "")
        if address in self.files:
            link.set("href", self.files[address])


@cache
def _converter() -> Markdown:
    made = Markdown(
        extensions=["tables", "fenced_code", "sane_lists", "nl2br"],
        extension_configs={
            "tables": {"use_align_attribute": True},
        },
    )
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    made.treeprocessors.register(_Surroundings(made), "wuhao_surroundings", 5)
    return made


def _surroundings(converter: Markdown) -> _Surroundings:
    found = converter.treeprocessors["wuhao_surroundings"]
    assert isinstance(found, _Surroundings)
    return found


def file_address(folder: str, name: str) -> str:
    """The address of an attachment beside its record's page."""
    return f"{quote(folder)}/{quote(name)}"
