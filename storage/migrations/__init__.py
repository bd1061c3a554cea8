"""The history of the schema: each revision is written by hand and never changes after its release."""
