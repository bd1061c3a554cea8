"""1688's Open Platform over the simulated market: its gateway, calls, envelopes and oddities."""
