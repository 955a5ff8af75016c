"""The publish engine: surroundings built once by MkDocs, pages spliced into them, releases swapped in whole.

It knows pages, folders and years; of records and rules it knows nothing.
"""

from generator.publish.engine.frame import Frame, NavEntry, html_path
from generator.publish.engine.page import Heading, Page
from generator.publish.engine.release import Busy, NotOurs, Published, Releases
from generator.publish.engine.root import Version, by_folder, latest, ordered, root_files, sitemap
from generator.publish.engine.shell import Shell, ShellError
from generator.publish.engine.shells import Shells, UnknownSection, shells
from generator.publish.engine.store import Files, Store, Stored, folder_key
from generator.publish.engine.theme import ThemeError

__all__ = [
    "Busy",
    "Files",
    "Frame",
    "Heading",
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
    "folder_key",
    "html_path",
    "latest",
    "ordered",
    "root_files",
    "shells",
    "sitemap",
]
