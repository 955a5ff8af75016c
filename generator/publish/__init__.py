"""From a judged result to the published site: cut for an audience, made into pages, spliced, scanned, released.

`content` comes in: everything read and judged, as plain values. `cut` leaves of it what one audience may see;
`pages` makes views of that, each with one template, and lists which pages there are; `render` fills templates;
`engine` splices what was filled into its surroundings and releases folders in one step. `formats` and `documents`
make the files that are no pages, `scan` looks through all of them, `search` indexes the finished pages.

Arrows go one way (pyproject.toml holds the order): engine, formats, render and scan know nothing of pages; the cut
stands between judging and pages, so that no page can show what was cut; only the modules of this folder, which make
one publication out of all that, know every room. It never reads: `read` comes before it, `commands` above it.
Begin with `publication`, then `pages.contents`.
"""
