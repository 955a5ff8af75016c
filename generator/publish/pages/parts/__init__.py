"""What several pages show: tabs, chips, tables, figures, charts."""
