"""The cards of money: paying together, what is asked back, costs and reports."""
