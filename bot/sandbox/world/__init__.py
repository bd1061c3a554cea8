"""The simulated market itself: goods, sellers, addresses, orders, parcels, refunds and money; without any API."""

from bot.sandbox.world.world import PretendPlaced, Switches, World

__all__ = ["PretendPlaced", "Switches", "World"]
