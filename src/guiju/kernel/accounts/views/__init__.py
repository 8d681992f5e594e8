"""Pages of accounts: signing in, one's own account, organisations and people, the three administrators, the logs."""
