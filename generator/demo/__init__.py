"""Demonstration data: an invented school of any size, written as its recorders would write it.

`demonstration` is a pure function of its arguments. Texts and figures stand as YAML beside the code: what is
said in `bank/`, who there is in `school.yml` and `characters.yml`, what a year holds in `duties.yml`,
`campaign.yml` and `committee.yml`. The first eight branches are the school of `school.yml`, whose faults are
known and listed in `FAULTS`; every further branch is made from its own seed.

The project's own records/ (but for later calendars) and records-private/ are what `wuhao demo DIR` writes as it
comes; after a change here they are made again and laid in.
"""

from generator.demo.demonstration import SEED, demonstration
from generator.demo.faults import FAULTS, Fault

__all__ = ["FAULTS", "SEED", "Fault", "demonstration"]
