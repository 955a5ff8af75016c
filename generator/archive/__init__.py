"""Years put away so that anyone can tell, years later and without this program, whether a file was changed.

A year goes in as it is judged at its closing day; out comes a *bag* (BagIt, RFC 8493), a folder that is never changed:

    <archive_dir>/2017-v1/            of committee class: records, packs, configuration, results, the site per audience
    <archive_dir>/2017-v1-public/     the part of it that anyone may have
    <archive_dir>/2017-v1-closing.pdf what is signed on paper; it names the bag, so it lies beside it

Begin with `frozen.py`: which bags there are. `freezing.py` is the story of how one is made, `verifying.py` of how it is
checked; `rebuilding.py` makes the year of it again, `comparing.py` tells what changed since. It may import everything
before it: read, judge, workspace, publish; only the commands and the gate import it. Whatever lies in an archive may
have been put there by anybody, so nothing is followed, trusted or read without a limit.
"""
