"""Pages across the branches of a year."""
