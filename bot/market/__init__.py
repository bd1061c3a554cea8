"""The 1688 side: the protocol that the desk uses, its errors, and the gateways that implement it."""
