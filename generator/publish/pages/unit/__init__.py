"""Pages of a branch, of the committee, of a record."""
