"""The query language: text → tokens → syntax tree of one dialect → resolved → `Query`."""
