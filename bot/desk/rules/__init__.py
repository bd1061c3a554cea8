"""What a team's rules say of a purchase now: its team, who may do what, what it needs, whether it may be placed."""
