"""Defines every reason for which an action of the desk does nothing, one dataclass each, without wording."""
