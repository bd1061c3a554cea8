"""Teams and people: what they hear, and what is kept of them."""
