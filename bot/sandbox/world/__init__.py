"""The pretend market itself: goods, sellers, addresses, orders, parcels, refunds and money; no wire."""
