"""Takes a purchase request from draft through quote, confirmation and approval until it may be placed."""
