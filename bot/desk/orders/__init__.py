"""Orders as 1688 has them: the regular look, their news, those that are unclear, unknown or placed outside."""
