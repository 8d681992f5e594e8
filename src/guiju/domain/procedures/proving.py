"""What is proved of a procedure before it may run (程序自检): all reachable, no dead end, no clock without start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guiju.domain.declarations import Table
from guiju.domain.procedures.model import BACK, CLOCK, NAMED, Procedure


def prove(
    procedure: Procedure,
    root: Table,
    stages: Mapping[str, Table],
    moves: Mapping[str, Table],
    deadlines: Mapping[str, Table],
) -> None:
    """Note everything that does not hold together, beside what was read."""
    if procedure.begins in procedure.stages:
        _reaching(procedure, stages)
    _moves(procedure, moves)
    _opinions(procedure, stages, moves)
    _deadlines(procedure, deadlines)
    if not any(stage.ends for stage in procedure.stages.values()):
        root.wrong("stages", "至少要有一个办结的环节（ends）。", "at least one stage ends the procedure.")
    if not procedure.applicants:
        root.wrong("applicants", "要写明谁可以申请。", "somebody must be able to apply.")


def _edges(procedure: Procedure) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {code: set() for code in procedure.stages}
    for move in procedure.moves.values():
        for source in move.sources:
            found[source] |= set(procedure.targets(move, source)) & procedure.stages.keys()
    return found


def _reached(edges: Mapping[str, Iterable[str]], begins: Iterable[str]) -> set[str]:
    seen, waiting = set(begins), list(begins)
    while waiting:
        for other in edges[waiting.pop()]:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def _reaching(procedure: Procedure, tables: Mapping[str, Table]) -> None:
    edges = _edges(procedure)
    reached = _reached(edges, [procedure.begins])
    backwards: dict[str, set[str]] = {code: set() for code in edges}
    for source, targets in edges.items():
        for target in targets:
            backwards[target].add(source)
    ending = _reached(backwards, [code for code, stage in procedure.stages.items() if stage.ends])
    for code, stage in procedure.stages.items():
        if code not in reached:
            tables[code].wrong(
                "", f"从“{procedure.begins}”到不了这个环节。", f"no way leads here from {procedure.begins}."
            )
        if stage.ends and edges[code]:
            tables[code].wrong("ends", "办结的环节不能再有动作。", "no move may leave a stage that ends the procedure.")
        elif not stage.ends and not edges[code]:
            zh, en = "没有动作离开这里，又没有写 ends。", "no move leaves here, and it is no declared end (ends)."
            tables[code].wrong("", zh, en)
        elif not stage.ends and code not in ending:
            tables[code].wrong("", "从这里走不到任何办结的环节。", "from here no end can be reached.")


def _moves(procedure: Procedure, tables: Mapping[str, Table]) -> None:
    for code, move in procedure.moves.items():
        table = tables[code]
        if move.target == BACK and any(not procedure.targets(move, source) for source in move.sources):
            table.wrong("to", "没有动作进入这里，无处可回。", "nothing leads here, so there is no way back.")
        for name in move.documents:
            if not set(procedure.documents[name].by) & _who(procedure):
                table.wrong("documents", f"没有人能提交“{name}”。", f"nobody could bring “{name}”.")
        for name in move.after:
            if name in procedure.deadlines and not procedure.deadlines[name].least:
                zh, en = f"“{name}”不是至少要满的期限（least）。", f"“{name}” is no period that must be over (least)."
                table.wrong("after", zh, en)
        if move.opinions and any(procedure.stages[source].opinions is None for source in move.sources):
            table.wrong("opinions", "出发的环节没有声明意见。", "a stage it leaves declares no opinions.")
        if CLOCK in move.who and not any(d.move == code for d in procedure.deadlines.values()):
            table.wrong("who", "由系统办理的动作要由某个期限指明。", "a deadline must name a move of the clock.")


def _who(procedure: Procedure) -> set[str]:
    """Everybody who has something to do in the procedure."""
    found = {role for move in procedure.moves.values() for role in move.who}
    return found | {stage.opinions.by for stage in procedure.stages.values() if stage.opinions}


def _opinions(procedure: Procedure, stages: Mapping[str, Table], moves: Mapping[str, Table]) -> None:
    for code, stage in procedure.stages.items():
        leaving = procedure.leaving(code)
        if stage.opinions is not None and not any(move.opinions for move in leaving):
            zh, en = (
                "征求了意见，却没有动作等意见到齐（opinions = true）。",
                "no move waits for the opinions (opinions = true).",
            )
            stages[code].wrong("opinions", zh, en)
    for code, move in procedure.moves.items():
        for role in set(move.who) & set(NAMED):
            if not _assigned(procedure, role):
                zh, en = f"没有环节指定{role}。", f"no stage names any {role}."
                moves[code].wrong("who", zh, en)


def _assigned(procedure: Procedure, role: str) -> bool:
    return any(stage.opinions and stage.opinions.by == role for stage in procedure.stages.values())


def _deadlines(procedure: Procedure, tables: Mapping[str, Table]) -> None:
    edges = _edges(procedure)
    for code, deadline in procedure.deadlines.items():
        kind, event = deadline.event
        starts: list[str] = []
        if kind == "stage" and event in procedure.stages:
            starts = [event]
        elif kind == "move" and event in procedure.moves:
            move = procedure.moves[event]
            starts = [t for source in move.sources for t in procedure.targets(move, source) if t in edges]
        elif kind == "field":
            starts = list(procedure.stages)
        later = _reached(edges, starts) if starts else set()
        for stage in deadline.stages:
            if starts and stage not in later:
                zh, en = f"到“{stage}”时起算的事还没有发生。", f"its event cannot have happened before “{stage}”."
                tables[code].wrong("in", zh, en)
        if not deadline.unstopped and all(procedure.stages[s].stops for s in deadline.stages):
            zh, en = (
                "适用的环节都停止计时；要照常计算请写 unstopped = true。",
                ("the clock stands still wherever it applies; say unstopped = true if it runs on."),
            )
            tables[code].wrong("in", zh, en)
        made = procedure.moves.get(deadline.move)
        if made is not None and (CLOCK not in made.who or not set(deadline.stages) <= set(made.sources)):
            zh, en = (
                "该动作应由系统（clock）办理，并能从每个 in 环节出发。",
                "the clock must make it, from every stage of in.",
            )
            tables[code].wrong("move", zh, en)
