"""Reading: bytes to typed values, every problem with its place."""
