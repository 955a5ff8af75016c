"""Plain values: spans, windows, figures, expressions, working days."""
