"""Builds the bot from all its parts and runs it. Commands import its files one by one, to load only what they need."""
