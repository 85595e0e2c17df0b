"""What people see: pages from the same answers as the API, and the `gongkai` command."""
