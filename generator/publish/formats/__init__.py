"""Tables, results and calendars as files: one module a format, the same bytes for the same content every time.

`table` is what a table is; `table_formats` is the one list of the formats tables are written in, from which come the
files beside the pages, the links to them, the options of `export` and the media types that `serve` names. A new one
is an entry there and a module here. `status` is the JSON of results, `ical` a calendar of what is due.

What comes in is plain values, what goes out is bytes. It may import `model`, `language` and what `judge` gives; it
knows nothing of pages or audiences: what it is handed has been cut. Begin with `table_formats`.
"""
