"""Notices (提醒): what somebody is told, once, by the channels they have; each says why it was sent.

- `services.notice_put` tells somebody; a second call with the same key tells nothing
- `channels/NAME` is a folder for each way out: `ready(user)` and `send(user, letter)`; a new one touches nothing else
- `services.deliveries_send` is run by the worker: what was begun is never sent again, so that nothing comes twice
"""
