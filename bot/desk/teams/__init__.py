"""Manages teams, their members and their rules."""
