"""Applies a team's rules to a purchase: its team, who may do what, what it needs, whether it may be placed."""
