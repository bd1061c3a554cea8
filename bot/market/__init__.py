"""The 1688 side: one protocol, a small error tree, and the gateways that speak it."""
