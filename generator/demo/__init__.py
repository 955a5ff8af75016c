"""Demonstration data: an invented school of any size, written as its recorders would write it.

Numbers of branches, years and a seed come in; paths and texts of files go out, and nothing is written here:
`demonstration` is a pure function. Begin with it, then `branch_year.py`: a year is planned (`meetings.py`, `duties.py`,
`campaign.py`, `accounts.py`), changed where the branch's `Profile` says so, taken down by its `Recorder`, and written
under Chinese names by `writing.py`. Texts and figures stand as YAML beside the code (`texts.py`): what is said in
`bank/`, who there is in `school.yml` and `characters.yml`, what a year holds in `duties.yml` and the rest.

It may import the model, the declarations, and of judge the draw of a spot check; it judges nothing. What decided its
shape: more branches or other years change no record of another branch or year, so everything draws from a source of
chance of its own. The first eight branches are the school of `school.yml`, whose faults are listed in `FAULTS`.

The project's own records/ (but for later calendars) and records-private/ are what `wuhao demo DIR` writes as it
comes; after a change here they are made again and laid in.
"""

from generator.demo.demonstration import SEED, demonstration
from generator.demo.faults import FAULTS, Fault

__all__ = ["FAULTS", "SEED", "Fault", "demonstration"]
