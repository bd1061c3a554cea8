"""What an order holds and costs, what is left to pay, and what comes back."""
