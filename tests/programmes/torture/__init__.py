"""The torture: generator, faults, history, checker; it never asks the bot whether it did well."""
