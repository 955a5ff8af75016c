"""What is long: `make proof`."""
