"""Reads what people wrote: bytes → text → YAML nodes with places → typed values, and every problem met."""
