"""Machinery of the API (接口机制), which every room's `api.py` stands on.

- a room writes `router = Router()` (django-ninja) in its `api.py`; `guiju.web.api` finds it; paths are written whole
- `endpoint.endpoint("rule", scope="read")` on every operation: who may, and which scope a key needs
- raise `problems.ApiError`, `problems.missing()` or any `WordsError`: answered as problem+json (RFC 9457)
- `cursors.cursor_make`, `cursor_read` page through lists; `fields` has the types that operations share
- keys (接口密钥): `services.api_key_create`, `api_key_revoke`; `gate` finds whose a request is and counts it
"""
