"""Plain values that everything else speaks in: no files, no rules, nothing that knows of another package above.

What comes from files: `record`, `rectification`, `organization`, `calendar`, `config`, `pack`, each typed by the
declarations; `values` is how what people wrote is asked for, by name and kind, and `node` where it stands. What
comes out of judging: `result` (rules, scorecards), `grading`, `notice`, `figures`. How things are said: `problem`
(a finding with its place), its `Phrase` and `Term`, which are words in no language yet. Spans of time: `interval`
(half open, as organizations write them) and `period` (whole windows, both ends included).

Begin with `record` and `result`. Values are frozen, so that they may be kept, compared and pickled; what a day
makes of them is judged, never stored.
"""
