"""Handles what people say and press: each handler turns an update into one action of the desk and one answer."""
