"""Cases that run through declared procedures (办事程序的事项): who may do what, by when, and what was done.

- `services.case_open`, `case_move`, `opinion_give`, `document_add` …: each one transaction, one event
- `queries.waiting_for`: what somebody must do next, by deadline
- `hooks.object_add`: how a room names its objects, gives their facts and hears of a move
- `folders.procedure_files`: where declarations lie; knows no Django
"""
