"""What an audience is served, opened down to its text: pages, data, the index, workbooks, documents, names."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pypdfium2

from tests.canary.marks import Mark
from tests.publish.served import served

_OF_THE_THEME = ("assets/", "pagefind/pagefind")
_ZIPPED = b"PK\x03\x04"
_FIGURE = re.compile(r"(?<![0-9A-Za-z.#&;%_])[0-9]{5,6}(?![0-9A-Za-z%])")
_WORD = re.compile(r"zq[a-z]{6}")
_DAY = re.compile(r"(\d{4})(?:-|年)(\d{1,2})(?:-|月)(\d{1,2})")
_TIME = re.compile(r"(?<!\d)\d{2}:\d{2}(?!\d)")
_LINK = re.compile(r"(\d{1,2}月\d{1,2}日)\s*([\u4e00-\u9fff]+)")
_SHARE = re.compile(r"(?<![\d.])0\.\d{6}(?!\d)")
_ID = re.compile(r"(?:2017/)?(?:(?:jichu|_committee)/)?\d{2}-\d{2}-[a-z]+(?:-[a-z]+)*")


def texts(site: Path) -> Iterator[tuple[str, str]]:
    """Every file by its address, as text; its address is text too."""
    for path in served(site):
        address = path.relative_to(site).as_posix()
        yield address, address
        if not any(each in address for each in _OF_THE_THEME):
            yield from ((address, text) for text in opened(path.name, path.read_bytes()))


def opened(name: str, data: bytes) -> Iterator[str]:
    """What the file says."""
    if data.startswith(_ZIPPED):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for each in packed.namelist():
                yield each
                yield from opened(each, packed.read(each))
    elif name.endswith(".pf_fragment"):
        page = json.loads(gzip.decompress(data).decode().partition("{")[2].join(("{", "")))
        yield page["content"]
        yield str(page["meta"])
        yield str(page["filters"])
    elif data.startswith(b"\x1f\x8b"):
        yield from _WORD.findall(gzip.decompress(data).decode("utf-8", "replace"))
    elif data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        yield "".join(page.get_textpage().get_text_bounded() for page in document)
        yield str(document.get_metadata_dict())
    else:
        text = data.decode("utf-8", "replace")
        yield html.unescape(text) if name.endswith((".html", ".xml", ".rels")) else text


def found(site: Path, marks: Mapping[str, Mark]) -> dict[str, list[str]]:
    """The marks that stand somewhere in the site, each with the addresses."""
    by_text: dict[str, list[str]] = defaultdict(list)
    for address, text in texts(site):
        for each in dict.fromkeys(_said(text)):
            if each in marks:
                by_text[each].append(address)
    return by_text


def shares(site: Path) -> set[str]:
    """Every share to six places that stands somewhere in the site."""
    return {each for _, text in texts(site) for each in _SHARE.findall(text)}


def _said(text: str) -> Iterator[str]:
    yield from _WORD.findall(text)
    yield from _FIGURE.findall(text)
    yield from (f"{year}-{int(month):02}-{int(day):02}" for year, month, day in _DAY.findall(text))
    yield from _TIME.findall(text)
    yield from _ids(_ID.findall(text))
    yield from (f"{day} {word}" for day, words in _LINK.findall(text) for word in _beginnings(words))


def _beginnings(words: str) -> Iterator[str]:
    """Every word that it may begin with: behind a link more may follow."""
    yield from (words[:end] for end in range(2, min(len(words), 12) + 1))


def _ids(named: Iterable[str]) -> Iterator[str]:
    """Ids of records, wherever their unit is not written; the stems of the root are all different."""
    for each in named:
        stem = each.rpartition("/")[2]
        yield from (f"2017/{unit}/{stem}" for unit in ("jichu", "_committee"))
