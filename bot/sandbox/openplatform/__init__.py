"""1688's Open Platform over the pretend world: its gateway, its calls, its envelopes and its oddities."""
