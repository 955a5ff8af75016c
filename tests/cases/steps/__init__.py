"""Black-box cases: a school on disk, one command, what it printed."""
