"""Runs MkDocs, as it is, over people's pages and one placeholder for each shell."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from generator.model.failure import Failure
from generator.publish.engine.csp import inline_scripts, policy
from generator.publish.engine.frame import Frame, html_path
from generator.publish.engine.styles import thinned
from generator.shipped import CONTENT, PICTURES

_CSP_MARK = "<!--wuhao:csp-->"
_PLACEHOLDERS = "_shell"
_UNUSED_ASSETS = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/images/favicon.png")
_SLUGIFY = "markdown.extensions.toc.slugify_unicode"
_PALETTE = {"scheme": "default", "primary": "custom", "accent": "custom"}


class ThemeError(Failure):
    """MkDocs could not build the pages of a frame."""

    def __init__(self, detail: str) -> None:
        super().__init__("commands.build.frame", detail=detail)


@dataclass(frozen=True)
class Built:
    """What one run of MkDocs gave."""

    shells: Mapping[tuple[int, str | None], str]
    """By depth and section: the page with its marks, the policy filled in."""

    pages: Mapping[str, bytes]
    """People's pages, finished, by address."""

    assets: Mapping[str, bytes]
    """Style sheets, scripts and images, by address."""


def build(frame: Frame, theme: Path, work: Path) -> Built:
    """Builds the frame's pages inside the empty folder `work`; raises ThemeError where MkDocs fails."""
    placeholders = _write_sources(frame, work / "docs")
    config = work / "mkdocs.yml"
    config.write_text(_configuration(frame, theme), "utf-8")
    _run_mkdocs(config)
    site = work / "site"
    shells, policies = {}, {}
    for (depth, section), path in placeholders.items():
        text = (site / html_path(path)).read_text("utf-8")
        policies[depth] = policy(inline_scripts(text), frame.policy)
        shells[depth, section] = text.replace(_CSP_MARK, policies[depth])
    pages = {}
    for path in frame.pages:
        address = html_path(path)
        depth = address.count("/")
        text = (site / address).read_text("utf-8")
        if _CSP_MARK not in text:
            raise ThemeError(f"{path}: the theme left no place for the security policy")
        # The theme's own stands in the head, before anything a person wrote; another is only a comment of theirs.
        pages[address] = text.replace(_CSP_MARK, policies[depth], 1).encode()
    return Built(shells, pages, _assets(site) | pictures(frame))


def pictures(frame: Frame) -> dict[str, bytes]:
    """The guides' pictures that a page shows, by address. Of a unit's own none are taken: nothing is known of them."""
    text = "".join(frame.pages.values())
    found = (path for path in sorted(PICTURES.glob("*.png")) if f"{PICTURES.name}/{path.name}" in text)
    return {path.relative_to(CONTENT).as_posix(): path.read_bytes() for path in found}


def theme_hash(theme: Path) -> str:
    """Changes with every byte of the theme's folder."""
    digest = sha256()
    for path in sorted(each for each in theme.rglob("*") if each.is_file()):
        digest.update(f"{path.relative_to(theme).as_posix()}\0".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _write_sources(frame: Frame, docs: Path) -> dict[tuple[int, str | None], str]:
    """Writes people's pages and the placeholders; gives each placeholder's path by depth and section."""
    for path, markdown in frame.pages.items():
        _write(docs / path, _page_of_people(markdown))
    if frame.extra_css:
        _write(docs / "assets/stylesheets/extra.css", frame.extra_css)
    depths = {*frame.depths, *(path.count("/") for path in frame.pages)}
    placeholders = {}
    for depth in sorted(depths):
        for number, section in enumerate(frame.splice_sections()):
            path = str(PurePosixPath(*([_PLACEHOLDERS] * depth), f"{_PLACEHOLDERS}-{number}.md"))
            meta = {"shell": True, "section": section or "", "title": "-"}
            _write(docs / path, f"---\n{json.dumps(meta, ensure_ascii=False)}\n---\n# - {{#content}}\n")
            placeholders[depth, section] = path
    return placeholders


def _page_of_people(markdown: str) -> str:
    """The page with no more in its head than its title and description: a template, or what only a shell says, would
    change what surrounds it, and the head that is written here keeps what follows from being read as another.
    """
    from mkdocs.utils.meta import get_data

    text, head = get_data(markdown)
    kept = {name: head[name] for name in ("title", "description") if isinstance(head.get(name), str)}
    return f"---\n{json.dumps(kept, ensure_ascii=False)}\n---\n{text}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _configuration(frame: Frame, theme: Path) -> str:
    """mkdocs.yml, as JSON, which is YAML."""
    menu = []
    for entry in frame.nav:
        children = [{"title": each.title, "target": each.target} for each in entry.children]
        # The tab's own page stands first in its sidebar; the theme names it where the menu does not.
        if children and entry.target not in (child["target"] for child in children):
            children.insert(0, {"title": "", "target": entry.target})
        targets = [entry.target, *(child["target"] for child in children)]
        menu.append({"title": entry.title, "target": entry.target, "children": children, "targets": targets})
    css = ["assets/stylesheets/wuhao.css"] + (["assets/stylesheets/extra.css"] if frame.extra_css else [])
    version = sha256(theme_hash(theme).encode() + frame.extra_css.encode()).hexdigest()[:8]
    values = {
        "site_name": frame.site_name,
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": False,
        "copyright": frame.footer,
        "plugins": [],
        "extra_css": [f"{each}?v={version}" for each in css],
        "theme": {
            "name": "material",
            "custom_dir": str(theme.resolve()),
            "language": frame.language,
            "font": False,
            "palette": [_PALETTE, {**_PALETTE, "scheme": "slate"}],
            "features": ["navigation.tabs", "navigation.top"],
        },
        "extra": {
            "version": {"provider": "mike"},
            "menu": menu,
            "sections": frame.page_sections(),
            "banner": frame.banner,
            "archived": frame.archived,
            "other_years": dict(frame.other_years),
            "search": dict(frame.search),
            "feed": frame.feed,
        },
        "validation": {
            "nav": {"omitted_files": "ignore", "not_found": "ignore"},
            "links": {"not_found": "ignore", "anchors": "ignore", "unrecognized_links": "ignore"},
        },
        "markdown_extensions": [
            *("admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables"),
            "pymdownx.details",
            {"toc": {"permalink": False, "slugify": _SLUGIFY, "toc_depth": "1-3"}},
        ],
    }
    text = json.dumps(values, ensure_ascii=False, indent=1)
    return text.replace(json.dumps(_SLUGIFY), f"!!python/name:{_SLUGIFY} ''")


def _run_mkdocs(config: Path) -> None:
    """Calls MkDocs in this process: importing it costs half a second, so only a changed frame does."""
    import logging

    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    log = logging.getLogger("mkdocs")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        mkdocs_build(load_config(str(config)))
    except MkDocsException as problem:
        raise ThemeError(f"MkDocs: {problem}") from problem
    finally:
        log.setLevel(level)


def _assets(site: Path) -> dict[str, bytes]:
    """What pages load, without source maps, and of Material without what is not used: its search, looks of features."""
    found = {}
    for path in sorted((site / "assets").rglob("*")):
        address = path.relative_to(site).as_posix()
        if path.is_file() and path.suffix != ".map" and not address.startswith(_UNUSED_ASSETS):
            found[address] = path.read_bytes()
    sheets = {address: content.decode() for address, content in found.items() if address.endswith(".css")}
    material = {address: sheet for address, sheet in sheets.items() if address.endswith(".min.css")}
    ours = [sheet for address, sheet in sheets.items() if address not in material]
    return found | {address: sheet.encode() for address, sheet in thinned(material, ours).items()}
