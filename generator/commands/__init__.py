"""The command line: one module for each command, which parses what was asked, asks for it, and prints it.

In come words of a command line and a `Workspace`, out go text, JSON, files and an exit code. Begin with `main.py`: the
list of commands, and the one place where a `Failure` becomes a sentence and an exit code. `options.py` has the options
that several commands share, `help.py` what --help prints, `usage.py` what is told of a wrong command line, `table.py`
tables for a terminal, `report.py` problems for people, programs and continuous integration, `drafts.py` records written
as drafts, `site.py` the site of a workspace.

It may import everything, and nothing imports it. What a command finds out belongs to judge, publish or the workspace:
here stands only what depends on there being a person who typed something. Each module is loaded when its command is
asked for, so that `check` waits for nothing of a build; that, and the language of messages, gave it its shape.
"""
