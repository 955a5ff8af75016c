"""What several pages show: standings, grades, charts, the three lists, what is due; and the way around a branch.

A part takes results and records of the site and gives facts for a template: a `View`, a `Link`, a `Chip` (view.py), or
a tuple where two or three things stand together and the template names them. Only what Python itself asks again has a
class (a due thing, a cell of a list, a chart): that is the rule by which there are few.

Parts import neither `unit` nor `year`; a module stands here once both need it. Formatting is the filters' affair
(pages/filters.py) except where a sentence is put together from several facts (basis.py, conditions.py) or stands in a
table to download as well (three_lists.py, due.py). values.py shows any field of any record by its declared kind: to
give a new kind another look, add it there. Begin with view.py and tabs.py, which every page uses.
"""
