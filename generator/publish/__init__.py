"""From a judged result to the published site: cut for an audience, made into pages, spliced, scanned, released."""
