"""Whether bags are as they were made: every file, nothing missing, nothing added, each following on the one before.

1. The tag files by the tagmanifests, the payload by the manifests: what was damaged, taken away or put in.
2. The bag by its name, its signature, and the fingerprint somebody has on paper: a bag whose manifests were made anew
   with its files passes 1 and fails here.
3. The bags beside each other: each names the fingerprint of the one before it, and a public one that of its source.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.archive.chain import SOURCE_FINGERPRINT, Linked, linked, source_of
from generator.archive.findings import Checked, Finding
from generator.archive.frozen import CLOSED_ON
from generator.archive.layout import BAG_INFO, BAGIT, DATA, TAG_MANIFEST, BagName, bags
from generator.archive.manifests import Manifest, compared, read_manifest, tree
from generator.archive.sealing import ALGORITHMS, DECLARATION
from generator.archive.signing import SIGNERS, SUFFIX, is_signed
from generator.archive.tags import MOST_BYTES, Unreadable, bag_info, fingerprint, read_plain
from generator.model.failure import Usage

_OXUM = re.compile(r"(\d{1,18})\.(\d{1,12})")
_TAG_FILES = (BAGIT, BAG_INFO, "manifest-sha256.txt", "manifest-sha512.txt", TAG_MANIFEST, "tagmanifest-sha512.txt")
_NEEDS_ALL = ("starts", "previous_missing", "source_missing")
"""What is wrong only where all bags should be: one may well be looked at by itself."""
_SIGNATURE = TAG_MANIFEST + SUFFIX


def verify(path: Path, mark: str | None = None, signers: Path | None = None) -> list[Checked]:
    """Looks at a bag, or at every bag of an archive and at how they follow on each other. Raises Usage for neither.

    `mark` is a fingerprint that a bag must have; `signers` the keys that may sign, by default those beside the bags.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 — a link stays one, and is none of the bags
    if not path.is_dir() or path.is_symlink():
        raise Usage("no_bag", path=str(path))
    one = is_bag(path)
    known = signers or (path.parent if one else path) / SIGNERS
    beside = bags(path.parent if one else path)
    if not one and not beside:
        raise Usage("no_bag", path=str(path))
    links = dict(_links(beside))
    found = []
    for bag in [path] if one else beside.values():
        checked = _checked(bag, known)
        beside_it = [each for each in links.get(bag.name, ()) if not (one and each.code in _NEEDS_ALL)]
        found.append(replace(checked, findings=(*checked.findings, *beside_it)))
    if mark is not None and mark not in {each.fingerprint for each in found}:
        found[-1] = replace(found[-1], findings=(*found[-1].findings, Finding("fingerprint", "", mark)))
    return found


def is_bag(path: Path) -> bool:
    """Whether a folder is, or was, a bag, and not one that bags stand in."""
    return BagName.of(path.name) is not None or any(os.path.lexists(path / name) for name in _TAG_FILES)


def _checked(bag: Path, signers: Path) -> Checked:
    """One bag by itself."""
    there = tree(bag)
    own = {path: size for path, size in there.files.items() if not path.startswith(f"{DATA}/")}
    payload = {path: size for path, size in there.files.items() if path not in own}
    tags = {each: read_manifest(bag, f"tagmanifest-{each}.txt") for each in ALGORITHMS}
    manifests = {each: read_manifest(bag, f"manifest-{each}.txt") for each in ALGORITHMS}
    unlisted = {*(manifest.name for manifest in tags.values()), _SIGNATURE}
    said = bag_info(bag)
    signature, wrong = _signature(bag, signers, said.get(CLOSED_ON, ""), tags["sha256"])
    findings = [
        *there.findings,
        *_of(tags.values()),
        *_of(manifests.values()),
        *compared(bag, tags, {path: size for path, size in own.items() if path not in unlisted}, MOST_BYTES),
        *_declared(bag),
        *_payload(bag, manifests, payload, said.get("Payload-Oxum", "")),
        *_named(bag, said.get("External-Identifier", "")),
        *wrong,
    ]
    return Checked(bag, fingerprint(bag) or "", tuple(dict.fromkeys(findings)), signature)


def _of(manifests: Iterable[Manifest]) -> Iterator[Finding]:
    for manifest in manifests:
        yield from manifest.findings


def _declared(bag: Path) -> Iterator[Finding]:
    try:
        declared = read_plain(bag / BAGIT).replace(b"\r\n", b"\n")
    except Unreadable:
        yield Finding("missing", BAGIT)
        return
    if declared != DECLARATION:
        yield Finding("changed", BAGIT)


def _payload(bag: Path, manifests: dict[str, Manifest], payload: dict[str, int], oxum: str) -> Iterator[Finding]:
    """The files below data/ by the manifests, and how many bytes and files they should be."""
    for manifest in manifests.values():
        for path in [each for each in manifest.digests if not each.startswith(f"{DATA}/")]:
            del manifest.digests[path]
            yield Finding("outside", manifest.name, path)
    stated = _OXUM.fullmatch(oxum)
    most = int(stated[1]) if stated else sum(payload.values())
    yield from compared(bag, manifests, payload, most)
    if stated is None or (int(stated[1]), int(stated[2])) != (sum(payload.values()), len(payload)):
        yield Finding("oxum", BAG_INFO, f"{sum(payload.values())}.{len(payload)}")


def _named(bag: Path, identifier: str) -> Iterator[Finding]:
    """A bag in the place of another one; a copy may be called otherwise, if it is not called as a bag."""
    if BagName.of(bag.name) is not None and identifier != bag.name:
        yield Finding("renamed", "", identifier)


def _signature(bag: Path, signers: Path, day: str, tags: Manifest) -> tuple[str, list[Finding]]:
    """Whether it is signed, by whom, and what is wrong with that."""
    if not os.path.lexists(bag / _SIGNATURE):
        return "none", [Finding("unsigned", _SIGNATURE)] if SIGNERS in tags.digests else []
    try:
        data, signature = read_plain(bag / TAG_MANIFEST), read_plain(bag / _SIGNATURE)
        is_known = os.path.lexists(signers)
        keys = read_plain(signers if is_known else bag / SIGNERS)
        if not is_signed(data, signature, keys, date.fromisoformat(day)):
            own = is_known and is_signed(data, signature, read_plain(bag / SIGNERS), date.fromisoformat(day))
            return "none", [Finding("unknown_key" if own else "signature", _SIGNATURE)]
    except (Unreadable, ValueError):
        return "none", [Finding("signature", _SIGNATURE)]
    return "good" if is_known else "unknown", []


def _links(beside: dict[BagName, Path]) -> Iterator[tuple[str, list[Finding]]]:
    """By the bag's name, what is wrong with how it follows on another, or another on it."""
    chain = linked(beside)
    found: dict[str, list[Finding]] = {str(name): [] for name in beside}
    starts = [name for name, each in chain.items() if not each.previous]
    for name, each in chain.items():
        if not each.previous:
            if name != starts[0]:
                found[name].append(Finding("starts", "", starts[0]))
            continue
        before = chain.get(each.previous)
        if before is None:
            found[name].append(Finding("previous_missing", "", each.previous))
        elif before.fingerprint != each.previous_fingerprint:
            found[name].append(Finding("previous_other", "", each.previous))
            found[each.previous].append(Finding("next_other", "", name))
        if next(other for other in chain.values() if other.previous == each.previous) is not each:
            found[name].append(Finding("forked", "", each.previous))
    for own, path in beside.items():
        if own.public:
            found[str(own)] += _from_source(path, chain, beside)
    yield from found.items()


def _from_source(bag: Path, chain: dict[str, Linked], beside: dict[BagName, Path]) -> Iterator[Finding]:
    """A public bag by the full one it was taken from, among full ones: it holds nothing that is not in that."""
    name = source_of(bag)
    if (source := chain.get(name)) is None:
        if chain:
            yield Finding("source_missing", "", name)
        return
    if source.fingerprint != bag_info(bag).get(SOURCE_FINGERPRINT):
        yield Finding("source_other", "", str(source.name))
        return
    full = set(read_manifest(beside[source.name], "manifest-sha256.txt").digests.values())
    for path, digest in read_manifest(bag, "manifest-sha256.txt").digests.items():
        if digest not in full:
            yield Finding("not_in_source", path, str(source.name))
