"""The cards of goods: what arrives, what was counted, waybills."""
