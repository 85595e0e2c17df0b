"""Office files in, publications out: the model, the formats and everything needed to read them."""
