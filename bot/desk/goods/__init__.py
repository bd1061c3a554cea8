"""Goods on their way and here: parcels, waybills, what arrives, what was counted, and its receipt."""
