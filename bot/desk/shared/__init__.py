"""Holds what all the desk's work uses: people, refusals, and the switches that stop buying."""
