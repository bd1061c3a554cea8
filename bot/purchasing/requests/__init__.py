"""What people ask to buy, line by line, and the purchase that comes of it."""
