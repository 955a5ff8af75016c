"""A small web application for people without git: what it takes becomes a commit, and goes through the gate.

In come requests of people who signed in, out go pages, and submissions: `submission.py` makes a commit of changed
files, authored by the person, and pushes it, so that the gate's hook judges it as it does any push. What stands now,
and what is due, is asked of `standing.py`, a warm root at the tip of main. `application.py` puts it all together;
`views/` has a file for each area, with one template each in templates/desk/; `web.py` is what all views use.

It may import the gate and all below; only commands import it. The site is static and does not need it. What decided
its shape: nothing of value is kept here (passwords, sessions, counts of failures, and what was refused and not yet
mended): records, rights, conflicts and history are the repository's and the gate's, whoever pushes.

Flask, waitress and argon2-cffi come with `wuhao[desk]`.
"""
