"""How long the commands take, as whole processes, beside what others take over the same texts: `make bench`.

`root` is a demonstration of so many branches and the one record that changes in it; `process` measures a run, `serving`
a change while `serve` runs; `texts` writes the records' minutes down as Markdown, and `peers` builds them by MkDocs
with Material, Zensical and Hugo; `measuring` takes everything in turns, `results` says it in tables.
`cluster` is by itself: the same builds alone and with workers.

Nothing here is judged by a test: figures of one machine are not those of another, and of a busy one they are nobody's.
`RESULTS.md` holds what a quiet machine gave, with its name and every version.
"""
