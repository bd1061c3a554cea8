"""Builds what people see: each function takes values and a language and returns a view, without side effects."""
