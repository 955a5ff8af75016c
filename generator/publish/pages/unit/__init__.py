"""Pages of one branch (and of the committee, and of one record): each is one function and one template.

The function takes a unit and the year's site, cut for one audience, and gives a `View`: facts — days, figures, shares,
phrases, statuses, links — under the names its template uses. The template says them by filters (pages/filters.py) and
macros (templates/macros.html.j2); it computes nothing, and a view holds no HTML. A page is remembered by its view's
repr: whatever a page shows has to change something in its view, and what it does not show has no place there.

To add one: a module here whose function begins with `unit_top` (title, way, tabs), a template, and one `UnitPage` in
contents.py; tests/publish/pages/test_views.py then holds both to the same names. A page that all branches share has a
module of its own in `year`, what both need lies in `parts`, and neither imports the other. Begin with scorecard.py.
"""
