"""Backups (备份): the whole installation in one file, made while the site runs, and put back.

- `making.backup_make` writes one; `checking.backup_verify` opens it again and checks everything in it
- `restoring.backup_restore` puts one back, after checking it, by one switch
- the search index and the counts of quotas are left out: the first is built anew, the second is worth nothing
"""
