"""What each office publishes of a case."""
