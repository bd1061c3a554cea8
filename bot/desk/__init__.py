"""Does the work: one file for each kind of it. Verbs load, decide (in purchasing), ask the market, and record."""
