"""Words what people are told."""
