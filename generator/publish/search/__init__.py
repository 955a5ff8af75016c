"""Full-text search of one year's site: the text of its finished pages, and the index a browser reads."""

from generator.publish.search.index import SearchIndex

__all__ = ["SearchIndex"]
