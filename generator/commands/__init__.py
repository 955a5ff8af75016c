"""The command line: reads, judges and prints or publishes; the clock is asked here and nowhere else."""
