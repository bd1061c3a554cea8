"""Places orders: one create call for each approved request, and what its answer means."""
