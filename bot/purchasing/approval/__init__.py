"""Who may do what in a team: its policy, votes, budgets and delegations, decided in one place; pure."""
