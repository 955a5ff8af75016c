"""Full-text search of one year's site: the text of its finished pages, and the index a browser reads.

Folders as they are published go in, folders of an index come out. What is indexed is the text of finished pages, so
what an audience may not read is not in its index. `text` cuts Chinese so that every phrase is found, `pagefind` runs
the program that writes the index, `indexable` lays it out in parts: of a changed page only its part is made anew
(`index`), and until that is done the page has a small part of its own (`changes`).

By what a page can be chosen (unit, type, year) it is told by the site, not by the page. It stands beside the build
and above the pages. Begin with `text`, whose rules the browser's script follows as well.
"""

from generator.publish.search.index import INDEX_FOLDERS, SearchIndex
from generator.publish.search.indexable import Indexable, Published, indexable
from generator.publish.search.made import MadeParts
from generator.publish.search.pagefind import SearchError

__all__ = ["INDEX_FOLDERS", "Indexable", "MadeParts", "Published", "SearchError", "SearchIndex", "indexable"]
