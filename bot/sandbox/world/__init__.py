"""The pretend market itself: goods, sellers, addresses, orders, parcels, refunds and money; no wire."""

from bot.sandbox.world.world import PretendPlaced, Switches, World

__all__ = ["PretendPlaced", "Switches", "World"]
