"""Who may do what in a team: its policy, votes, budgets and delegations; pure functions."""
