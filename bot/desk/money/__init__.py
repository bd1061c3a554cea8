"""Money after the order: paying, what is asked back, what things cost, and reports."""
