"""The cards of a purchase, from the draft to its order."""
