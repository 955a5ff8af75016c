"""What a record is for the unit it is about: an event that counts for its types, or does not, and why.

Comes in: records as read, the organization (rosters of the day). Goes out: `Book`s of events by unit, in which the
rules look; `Uncounted` with what would make a record count. `events` is where to begin: `Books` makes a book when
it is asked for. What a type needs to count is declared in `types`; here it is only asked (`counting`). A sheet that
another corrects counts no more (`corrections`); a disclosure counts from the day it is shown (`disclosure`). May
import `judge.known` and the conditions of `judge.parameters`; knows no rule, no kind and no score.
"""
