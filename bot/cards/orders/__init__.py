"""Shows orders: how they are paid, where they are, what comes back."""
