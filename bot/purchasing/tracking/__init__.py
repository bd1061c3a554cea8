"""What 1688 reports, compared with what was sent: what changed, what is lost, what may be bought twice."""
