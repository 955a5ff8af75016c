"""Official documents made from records."""
