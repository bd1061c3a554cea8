"""What sellers offer, and which of it typed words mean."""
