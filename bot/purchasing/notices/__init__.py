"""What people are told: one dataclass for each notice, with its facts typed; no wording."""
