"""What every command starts from: a root read, checked in order, and judged when asked."""
