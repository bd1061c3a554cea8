"""The cards of orders: lists, what is stuck, how a seller is chased."""
