"""The one door through which records come in: what is pushed is checked by the installed release, never by itself.

In come a bare repository, the updates that git hands a hook, and who pushes; out comes a `Verdict`, taken or refused
as a whole, and, once it was taken, the day of the push and the site of every audience. Begin with `verdict.py`, which
reads as the story of one push: who it is (`channel`, `accounts`), what changed (`trees`), whether such files may lie
there (`paths`) and this person may change them (`rights`), and what is wrong in them (`contents`). `publishing` is what
follows; `install` writes the hooks, `gatehouse` says what lies where; by `knock` a hook asks a process that waits.

It may import workspace and all below; only commands import it, and it prints nothing. What decided its shape: one
record among sixty thousand must not wait for the others, so an excerpt of the pushed tree is written and read as any
root is; and nothing that a client can set may decide who it is, so git is run in one place, with an environment of
our own (`git.py`).
"""
