"""A purchase request until it may be placed: drafted, quoted, confirmed, approved, and asked for again."""
