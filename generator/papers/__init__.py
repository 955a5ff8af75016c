"""Papers for whoever asks: an edition of what a workspace holds, and files made of it, looked through before they go.

Here meet what reads (a workspace) and what prints (publish): commands and the desk both hand out papers, and neither
may know the other. `editions` gives the content as one audience may read it, as every command that takes something
from a site does; `files` makes papers of it, with their names, refuses what holds a number that nobody may read, and
writes over no file that somebody may have retouched.
"""
