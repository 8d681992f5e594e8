"""Who must do what by when (任务与分工): duties of tables, brackets, lines and sentences, read into tasks.

- `tasks_read`: the tasks of an outline, and where the reader is not sure
- `Task`: one task with its lead, its participants and its deadline; `Task.record` gives the JSON
- `duty_read`: what one phrase says of bodies and duties (牵头、配合、按职责分工负责)

A lead (牵头) is who is named as such: 牵头, 主责, 主办, the first where the text says that the first leads, 负责 or
责任单位 beside others who only 配合. Where several answer together and no lead is named, all are participants and
`lead` is empty; where one body alone answers, it leads.
"""

from guiju.domain.policy.tasks.duty import duty_read
from guiju.domain.policy.tasks.model import Actor, Due, Duty, Task, TasksRead
from guiju.domain.policy.tasks.reading import tasks_read

__all__ = ["Actor", "Due", "Duty", "Task", "TasksRead", "duty_read", "tasks_read"]
