"""Public notices: whether they are right, and where they are on their way (plan 三 4, design §6).

`check` looks at one notice by the calendar, its basis and the branches it names, whatever the day; `course` says
how every notice stands at the end of a day, with the objections to it, and which titles are conferred too early;
`days` counts a period; `objections` says what an objection does to a branch, for the courses and for the step of
the campaign alike. Comes in: records, calendar, organization, and a way to ask what a branch lacks. Goes out:
problems and `Course`s, in which nobody who objected is named. Knows no rule but by the conditions that
`grading.conditions` names.
"""
