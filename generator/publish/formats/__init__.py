"""Tables, results and calendars as files: one module a format."""
