"""What `fmt` does to a file: other ways of writing brought to the one form, nothing else touched (design §3)."""

from generator.read.mend.mending import Change, Mended, mend
from generator.read.mend.targets import Target, targets

__all__ = ["Change", "Mended", "Target", "mend", "targets"]
