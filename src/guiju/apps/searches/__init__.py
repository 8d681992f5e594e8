"""Searches people keep (存检索): a query with a name, and how many records are new or changed since last looked at."""
