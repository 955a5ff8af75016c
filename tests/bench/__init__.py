"""How long the commands take, as whole processes, beside what a copy and a plain MkDocs take: `make bench`."""
