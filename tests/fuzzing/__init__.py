"""Damaged office files by the thousand: `python -m tests.fuzzing`, or `make fuzz`."""
