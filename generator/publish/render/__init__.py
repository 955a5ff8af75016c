"""Data into templates, and the Markdown of minutes into HTML."""
