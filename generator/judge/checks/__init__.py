"""Problems that show only across records, or against the roster and the pack; whatever the day.

`crosscheck` is the door: records, organization and pack in, problems with file and line out. It asks `records`
whether a record counts, and adds what needs a pack: make-ups, exceptions (`waivers`), sheets, and the years that
records are about (`about_year`). Checks of one file alone are made where it is read; those of notices and bulletins
have their own rooms, because they need results.
"""
