"""What each audience may see, cut before any page is made (design §7).

Records, results, lists, gradings, problems and bulletins go in as they were read and judged; `Public…` values come
out, of which only what one audience may see is left. Pages are made of these alone, so what is cut here can be in
nothing that is published, whatever a template does.

`classes` says of which class a value is, and which records are closed to an audience whole: no page names them, no
link, address, evidence or list does, and what a rule tells of them goes with them. What a figure is made of, its kind
declares (`judge.kind`); a status is for everybody, and points only where they follow from it.
`generator.types.audience` has the one table of what each audience may see beside its class. Nothing here names an
audience to decide something: a new one is a row of that table.

It may import `judge`, `language`, `types` and `model`; of pages it knows nothing. Begin with `records`, then
`results`, where a rule's figures take the class of the fields they are made of.
"""
