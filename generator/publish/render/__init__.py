"""Data into templates, and the Markdown of minutes into HTML.

A view goes in, the HTML of a page's content comes out; the surroundings are the engine's. `renderer` fills the
templates of a root, and this release's for what it does not have, in a sandbox: a root's templates come from whoever
may push them. A view is whatever the template asks for; nothing is computed here.

`markdown` lets nothing dangerous through in what people wrote. What cannot be filled is a `TemplateFault` with file
and line. It may import `language` and `model`, and knows no pages. Begin with `renderer`.
"""
