"""What a new root begins with: its configuration, organization, first page and what a clerk reads first.

In comes a `Unit`, which is what an office can say on its first day, out go paths and texts; nothing is written here.
Begin with `root.py`. The texts lie in `texts/`, in Chinese, for whoever opens a file of the root reads Chinese; the
demonstration's configuration is made of the same text, so that what a key means is written down once.

It may import the model, and of the declarations their schemas, for editors: no clock. What decided its shape: a root
that was just made must check clean and hold nothing invented, so what nobody has said (a term of office, a secretary)
is left out, with how to add it.
"""

from generator.founding.configuration import site_config
from generator.founding.root import private_files, root_files
from generator.founding.unit import Beginning, FoundedBranch, Unit

__all__ = ["Beginning", "FoundedBranch", "Unit", "private_files", "root_files", "site_config"]
