"""Holds what all the desk's work uses: people, recipients, refusals, and the switches that stop buying."""
