"""Decides: what a text asks for, what it costs, who may approve it and what follows; pure and synchronous."""
