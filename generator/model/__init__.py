"""Plain values that every other package speaks of; nothing here reads, judges or writes."""
