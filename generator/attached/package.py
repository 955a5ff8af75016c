"""A document of Office Open XML: parts in a zip, and relations between them (ECMA-376 part 2, ISO/IEC 29500-2).

A copy is made of what is reached from the main part by relations that are known, each part cleaned on the way; the rest
of the archive is left behind.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.attached.held import Held
from generator.zipped import UNREADABLE, zipped

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SIGNATURE = b"PK"
MOST_INFLATED = 64 * 1024 * 1024
"""Bytes of all parts together: more is no report of a meeting, and is looked through by nobody."""
MOST_PARTS = 4000
_TYPES, _RELATIONS = "[Content_Types].xml", "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
REFERS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
"""Where the attributes are that name a relation (r:id, r:embed, r:link)."""
_STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_SCHEMES = ("http://", "https://", "mailto:")
MAIN = "officeDocument"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a part."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of its type: `image`, `styles`."""
        return self.type.rpartition("/")[2]


Cleaner = Callable[["Part"], bytes]
"""Gives the bytes of the part that are published; it may leave relations out. Raises Held."""


@dataclass(slots=True)
class Part:
    """A part that is copied."""

    name: str
    data: bytes
    kind: str
    """The kind of the relation that leads to it."""
    type: str
    """Its content type."""
    relations: dict[str, Relation]
    """Those that are kept, by their ids."""
    left_out: frozenset[str] = frozenset()
    """The ids of those that are not."""


@dataclass(slots=True)
class Package:
    """The archive as it came in."""

    parts: Mapping[str, bytes]
    """By name, without the first slash."""
    names: Mapping[str, str]
    """The name of each by its name in small letters: capitals tell no parts apart."""
    types: Mapping[str, str]
    """Content types by part, and by ending with a dot before it."""
    copied: dict[str, Part] = field(default_factory=dict)

    @classmethod
    def opened(cls, data: bytes) -> Package:
        """The archive. Raises Held where it is none, or holds more than a document does."""
        parts = _inflated(data)
        names = {name.casefold(): name for name in parts}
        if len(names) < len(parts) or _TYPES.casefold() not in names:
            raise Held("damaged")
        types = {}
        for each in parsed(parts[names[_TYPES.casefold()]]):
            of, said = each.get("PartName", ""), each.get("ContentType", "")
            types[of.lstrip("/").casefold() if of else f".{each.get('Extension', '').casefold()}"] = said
        return cls(parts, names, types)

    def main(self) -> Relation:
        """The relation that leads to the main part. Raises Held."""
        found = [each for each in self._relations("") if each.kind == MAIN]
        if any(each.type.startswith(_STRICT) for each in found):
            raise Held("strict")
        if len(found) != 1 or found[0].external:
            raise Held("damaged")
        return found[0]

    def main_type(self) -> str:
        """What kind of document it is: the content type of its main part. Raises Held."""
        return self._type(_target("", self.main().target))

    def copy(self, relation: Relation, source: str, kept: frozenset[str], cleaners: Mapping[str, Cleaner]) -> None:
        """Copies the part and, in their turn, those it leads to by relations of the kinds that are kept.

        `cleaners` are by kind of relation; a kind that has none is copied as it is.
        """
        waiting = [(relation, source)]
        while waiting:
            relation, source = waiting.pop()
            name = self.names.get(_target(source, relation.target).casefold())
            if name is None:
                raise Held("damaged")
            if name in self.copied:
                continue
            all_of_it = self._relations(name)
            known = {each.id: each for each in all_of_it if _is_kept(each, kept)}
            left_out = frozenset(each.id for each in all_of_it) - known.keys()
            part = Part(name, self.parts[name], relation.kind, self._type(name), known, left_out)
            self.copied[name] = part
            if relation.kind in cleaners:
                part.data = cleaners[relation.kind](part)
            waiting += [(each, name) for each in part.relations.values() if not each.external]

    def packed(self, main: Relation) -> bytes:
        """The archive of what was copied: the same bytes for the same parts."""
        files = {name: part.data for name, part in self.copied.items()}
        files["_rels/.rels"] = _written_relations([main], "")
        for name, part in self.copied.items():
            if part.relations:
                folder, _, file = name.rpartition("/")
                files[f"{folder}/_rels/{file}.rels".lstrip("/")] = _written_relations(
                    list(part.relations.values()), name
                )
        files[_TYPES] = self._written_types()
        return zipped(files)

    def _type(self, name: str) -> str:
        ending = f".{name.rpartition('.')[2]}"
        return self.types.get(name.casefold()) or self.types.get(ending.casefold(), "")

    def _relations(self, name: str) -> list[Relation]:
        folder, _, file = name.rpartition("/")
        place = self.names.get(f"{folder}/_rels/{file}.rels".lstrip("/").casefold())
        return [
            Relation(
                each.get("Id", ""),
                each.get("Type", ""),
                each.get("Target", ""),
                each.get("TargetMode") == "External",
            )
            for each in (parsed(self.parts[place]) if place else ())
        ]

    def _written_types(self) -> bytes:
        from lxml.etree import Element, SubElement

        within = f"{{{_CONTENT_TYPES}}}"
        root = Element(f"{within}Types", nsmap={None: _CONTENT_TYPES})
        SubElement(root, f"{within}Default", Extension="rels", ContentType=_RELATIONS_TYPE)
        for name, part in sorted(self.copied.items()):
            SubElement(root, f"{within}Override", PartName=f"/{name}", ContentType=part.type)
        return written(root)


def _is_kept(relation: Relation, kept: frozenset[str]) -> bool:
    if relation.type.startswith(_STRICT):
        raise Held("strict")
    if relation.external:
        return relation.kind == "hyperlink" and relation.target.lower().startswith(_SCHEMES)
    return relation.kind in kept


def _target(source: str, target: str) -> str:
    path = unquote(target.partition("#")[0])
    whole = path if path.startswith("/") else posixpath.join("/", posixpath.dirname(source), path)
    return posixpath.normpath(whole).lstrip("/")


def _written_relations(relations: list[Relation], source: str) -> bytes:
    from lxml.etree import Element, SubElement

    root = Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    for each in relations:
        found = SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=each.id, Type=each.type)
        found.set("Target", each.target if each.external else f"/{_target(source, each.target)}")
        if each.external:
            found.set("TargetMode", "External")
    return written(root)


def _inflated(data: bytes) -> dict[str, bytes]:
    """The members by name; what they inflate to is counted, not believed. Raises Held."""
    parts: dict[str, bytes] = {}
    left = MOST_INFLATED
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            if len(members) > MOST_PARTS:
                raise Held("inflates")
            for member in members:
                if member.flag_bits & 1:
                    raise Held("encrypted")
                if member.filename in parts:
                    raise Held("damaged")
                with archive.open(member) as file:
                    found = file.read(left + 1)
                left -= len(found)
                if left < 0:
                    raise Held("inflates")
                parts[member.filename] = found
    except UNREADABLE:
        raise Held("damaged") from None
    return parts


def parsed(data: bytes) -> Element:
    """The root of a part; what a document of this kind may not have, entities for one, is refused. Raises Held."""
    from lxml.etree import LxmlError, XMLParser, fromstring

    parser = XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = fromstring(data, parser)
    except (LxmlError, ValueError):
        raise Held("damaged") from None
    if root.getroottree().docinfo.doctype:
        raise Held("damaged")
    return root


def written(root: Element) -> bytes:
    """The root as a part."""
    from lxml.etree import tostring

    made: bytes = tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def drop(element: Element) -> None:
    """Takes an element out, and leaves the text behind it."""
    parent = element.getparent()
    if parent is not None:
        _keep_tail(element, element.tail or "")
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Takes an element out, and leaves what is in it."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for number, child in enumerate(list(element)):
        parent.insert(place + number, child)
    drop(element)


def _keep_tail(element: Element, tail: str) -> None:
    before, parent = element.getprevious(), element.getparent()
    if tail.strip() and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail.strip() and parent is not None:
        parent.text = (parent.text or "") + tail
