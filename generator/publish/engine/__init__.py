"""The publish engine: surroundings built once by MkDocs, pages spliced into them, releases swapped in whole.

`Frame` and `Page` go in: what surrounds a year's pages, and the content of one. MkDocs runs once for each frame and
leaves `Shells` (`theme`, `shells`); a page is spliced into one (`shell`), so that a thousand records cost no more
than their text. Finished folders lie in a `Store` by their content, and `Releases` puts a whole site in its place
with one rename: readers have the old site or the new one, whatever is killed when.

It knows pages, folders and years; of records, rules and audiences it knows nothing, and imports nothing of this
program but `model`. Begin with `frame`, then `release`.
"""

from generator.publish.engine.frame import Frame, NavEntry, html_path
from generator.publish.engine.page import Heading, Page
from generator.publish.engine.release import Busy, NotOurs, Published, Releases
from generator.publish.engine.root import NOT_FOUND, Version, by_folder, latest, ordered, root_files, sitemap
from generator.publish.engine.shell import Shell, ShellError
from generator.publish.engine.shells import THEME, Shells, UnknownSection, shells
from generator.publish.engine.store import Files, Kept, Moved, Store, Stored, digest_of, folder_key
from generator.publish.engine.theme import ThemeError, theme_hash

__all__ = [
    "NOT_FOUND",
    "THEME",
    "Busy",
    "Files",
    "Frame",
    "Heading",
    "Kept",
    "Moved",
    "NavEntry",
    "NotOurs",
    "Page",
    "Published",
    "Releases",
    "Shell",
    "ShellError",
    "Shells",
    "Store",
    "Stored",
    "ThemeError",
    "UnknownSection",
    "Version",
    "by_folder",
    "digest_of",
    "folder_key",
    "html_path",
    "latest",
    "ordered",
    "root_files",
    "shells",
    "sitemap",
    "theme_hash",
]
