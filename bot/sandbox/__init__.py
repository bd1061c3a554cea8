"""The pretend world: 1688 and Telegram over their own wires, driven through /sim. Imports nothing of ours."""
