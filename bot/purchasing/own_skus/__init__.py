"""What a team calls its goods: its own SKUs, and the variants and pieces that they stand for."""
