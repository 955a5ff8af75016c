"""Papers an office hands in, as forms: score sheet, blanks and ballots, recommendation, minutes, ledger, whole file.

Each is one function of a unit and a year's site, which is cut for one audience, and gives sections of a form
(publish/forms); so no paper says more than its audience's site. What an audience may not read is left out and the paper
says so. Like official documents they are printed in Chinese: the site handed in is of that language.

`boxes` has the cells they are built of, `papers` lists them with what they are called and in which formats they come;
`dossier` puts all of a branch's papers behind a cover and the list of what a file must hold (filed.yml). To add one: a
module with its function, one entry in `papers.py`, its name in `printed.yml` of both languages. Begin with `papers`.
"""
