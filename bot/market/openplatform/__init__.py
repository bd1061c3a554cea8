"""1688's Open Platform: signing, tokens, the HTTP client, and the gateway that implements `Market`."""
