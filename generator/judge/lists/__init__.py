"""The three lists of a branch (problems, tasks, responsibilities): how they stand on a day (plan 三 3, domain §3.3).

`states` derives the state of every task, and the counts week by week; `steps` answers the two steps of the campaign
that ask for the lists: drawn up by a day, carried out by a day; `evidence` reopens closings that rest on records
nobody has. Comes in: `Rectification`, rows as written. Goes out: states, tallies, problems. Nothing is stored: a
state is what the days in the rows say. May import `judge.known`, nothing else of judge.
"""
