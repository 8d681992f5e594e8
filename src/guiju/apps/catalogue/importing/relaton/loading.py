"""YAML within limits (YAML 读取): texts, lists and mappings only; nothing in it is ever made into anything else.

The stream of events is counted as it comes, so that nesting, aliases and sizes are refused before they cost anything.
"""

from __future__ import annotations

from typing import Any

import yaml

from guiju.domain.language import Words

_MOST_NODES, _MOST_ALIASES, _DEEPEST = 100_000, 2_000, 40
MOST_CHARS = 4_000_000


class YamlUnread(ValueError):
    """Why a YAML text is not read; `words` tell a person."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


class _Tree:
    """The tree the events build; an alias is the very node it names, so that it costs nothing."""

    def __init__(self) -> None:
        self.root: Any = None
        self.nodes = self.aliases = 0
        self._open: list[Any] = []
        self._keys: list[str | None] = []
        self._named: dict[str, Any] = {}

    def start(self, node: Any, anchor: str | None) -> None:
        """A list or mapping begins."""
        self.put(node, anchor)
        self._open.append(node)
        self._keys.append(None)
        if len(self._open) > _DEEPEST:
            raise YamlUnread(f"嵌套超过 {_DEEPEST} 层", f"nested deeper than {_DEEPEST}")

    def end(self) -> None:
        """A list or mapping ends."""
        self._open.pop()
        self._keys.pop()

    def put(self, node: Any, anchor: str | None) -> None:
        """A node at the place where we are."""
        self.nodes += 1
        if self.nodes > _MOST_NODES:
            raise YamlUnread(f"超过 {_MOST_NODES:,} 项", f"more than {_MOST_NODES:,} nodes")
        if anchor:
            self._named[anchor] = node
        if not self._open:
            self.root = node
        elif isinstance(self._open[-1], list):
            self._open[-1].append(node)
        elif self._keys[-1] is None:
            self._keys[-1] = node if isinstance(node, str) else ""
        else:
            self._open[-1].setdefault(self._keys[-1], node)
            self._keys[-1] = None

    def refer(self, anchor: str) -> None:
        """An alias."""
        self.aliases += 1
        if self.aliases > _MOST_ALIASES:
            raise YamlUnread(f"引用（别名）超过 {_MOST_ALIASES:,} 处", f"more than {_MOST_ALIASES:,} aliases")
        if anchor not in self._named:
            raise YamlUnread(f"引用了没有定义的“{anchor[:40]}”", f"“{anchor[:40]}” is referred to but not defined")
        self.put(self._named[anchor], None)


def yaml_value(text: str) -> Any:
    """The first document of a YAML text, its scalars as texts. Raises `YamlUnread`."""
    if len(text) > MOST_CHARS:
        raise YamlUnread(f"超过 {MOST_CHARS:,} 字", f"longer than {MOST_CHARS:,} characters")
    tree = _Tree()
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.ScalarEvent):
                tree.put(event.value, event.anchor)
            elif isinstance(event, yaml.MappingStartEvent):
                tree.start({}, event.anchor)
            elif isinstance(event, yaml.SequenceStartEvent):
                tree.start([], event.anchor)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                tree.end()
            elif isinstance(event, yaml.AliasEvent):
                tree.refer(event.anchor or "")
            elif isinstance(event, yaml.DocumentEndEvent):
                break
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise YamlUnread(f"第 {line} 行不是 YAML", f"line {line} is no YAML") from error
    except (yaml.YAMLError, ValueError) as error:
        if isinstance(error, YamlUnread):
            raise
        raise YamlUnread("不是 YAML", "it is no YAML") from error
    return tree.root
