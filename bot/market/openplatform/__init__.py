"""1688's Open Platform: signing, tokens, one door, and the market's face in its terms."""
