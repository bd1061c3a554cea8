"""Every reason for which a verb does nothing, one dataclass each; no wording."""
