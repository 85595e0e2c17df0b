"""People's questions into queries, and ranked, explained answers out: the language and the API."""
