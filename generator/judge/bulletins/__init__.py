"""Figures in bulletins: `{{fig:…}}` against the result at the day the bulletin speaks of (design §6).

`markers` finds them in a text, `figures` computes what each must be, `check` says what is wrong in a draft and what
has changed since in one that is issued. Comes in: a record's text, and a way to ask for the results of a year at a
day. Goes out: problems, changes, the text with figures renewed. Begin with the table at the head of `figures`.
"""
