"""The sandbox: simulated 1688 and Telegram, each behind its own HTTP API, controlled through /sim.

Imports none of our other rooms.
"""
