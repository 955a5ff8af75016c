"""Pages at a year's root, across its branches: home, comparison, campaign, what is due, disclosed and checked.

Each is one function of the year's site that gives a `View` beginning with `year_top`, one template, and one `YearPage`
in contents.py, as in `unit`. Two are no pages of a site's list: pack.py makes one for each rule pack, and feed.py is an
Atom file. What takes a branch's own words (a scorecard's rules, its lists, its search) is computed in `parts`, for a
page of the branch and for the row here alike, so that both cannot differ.

With a thousand branches a page must stay small: every list here has a most (MOST_LISTED, MOST_NAMED) and says how many
it leaves out. The pages here are put together again only when a branch answers anything otherwise than before:
whatever one takes of a branch is a function of the branch and the site marked `of_unit` (pages/summaries.py), whose
answer is remembered with the branch's own pages and may rest on nothing else. Of the committee they may show anything;
what else they are made of is listed in `publish.inputs`. Begin with home.py.
"""
