"""Office files made of publications: one module per format, each with `encode(publication)`."""
