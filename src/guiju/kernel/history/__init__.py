"""The history chain (历史链): who did what, when, why, on what evidence; a stranger can verify it.

- `services.event_record`, `events_record` write events inside the caller's transaction; `payload_erase` erases by law;
  `checkpoint_make` signs the end of the chain
- `queries` read it; `verify.verify` checks any chain, `export` hands one to a stranger
- `signing` signs and verifies, for checkpoints and for anything else
"""
