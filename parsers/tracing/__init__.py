"""Strings that know where they were read; for processes that trace values, and these only."""
