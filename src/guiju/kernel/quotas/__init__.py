"""Quotas (配额): how much one address, person, key or organisation may ask for in a minute and in a day.

- `quotas.toml` has the amounts, dated; `services.quota_take` counts one use and says what is left
- `counting` keeps the counts in a small file beside the database, shared by the processes of one machine
"""
