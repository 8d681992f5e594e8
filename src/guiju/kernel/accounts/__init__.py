"""Who acts (参与者): sign-in, organisations and units, roles as data, rights denied unless a rule grants them.

- `access.access("rule")` on every view; `services.permission_require(actor, rule, obj)` in every verb
- `predicates` make rules; each room registers its own (`permission.rule_add`) in its `rules.py`, loaded at start
- `services` create people and grant roles; `queries` read them
"""
