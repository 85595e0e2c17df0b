"""The index: what it holds, what can be asked of it, who keeps it and how it is filled."""
