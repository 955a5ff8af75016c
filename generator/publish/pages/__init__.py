"""The pages: one function that gives its data, and one template, for each; made from cut values only.

`contents` is the list of all pages: file, template, view, name, where it is listed, whom it is for. Menu, tabs,
crumbs and lists follow from it, so a new page is one entry with one function and one template. `tables` lists the
tables to download in the same way. Files of formats are made elsewhere: here they are only offered.

What a view knows is a `YearSite` (`year_site`): one year for one audience, in one language. Views are in `unit` (a
branch, the committee, a record) and `year` (across branches), `papers` makes official documents, `parts` what
several of them show. A view cannot import the contents, which import it: what others are called it finds on its site.

No page decides by the name of an audience, computes a figure that `judge` has, or holds HTML. Begin with `contents`.
"""
