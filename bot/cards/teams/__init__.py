"""Shows a team: its people, rules, settings and list."""
