"""The schema's history: each revision is written out by hand and never changes once it is released."""
