"""YAML 1.2 text → plain values, and where each of them stands.

Only what a document needs: mappings, sequences, text, whole numbers, true and false, nothing.
Everything else that YAML can say (anchors, merges, tags, objects to build) is refused, not guessed.
"""

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from workflow.errors import Mistake

Place = tuple[str | int, ...]

_CORE = "tag:yaml.org,2002:"
_WHOLE_NUMBER = re.compile(r"[-+]?[0-9]{1,18}")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Reading:
    """A text as it is read: its plain value, the line of every part, and what was wrong."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Place, int] = {(): 1}
        self.mistakes: list[Mistake] = []
        self._seen: set[int] = set()
        self.value: Any = None
        try:
            # not the round-trip loader: it leaves marks of its own in folded text
            root = YAML(typ="safe", pure=True).compose(text)
            if isinstance(root, MappingNode):
                self.value = self._plain(root, ())
            else:
                self._wrong(1, (), "the file is empty or has no fields")
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            problem = str(error.problem or error.context or "it is not YAML").split("\n")[0]
            self._wrong(line, (), f"not readable: {problem}")
        except RecursionError:
            self._wrong(1, (), "not readable: nested too deeply")
        except (YAMLError, ValueError) as error:
            self._wrong(1, (), f"not readable: {str(error).split(chr(10))[0][:200]}")

    def _wrong(self, line: int, place: Place, text: str) -> None:
        self.mistakes.append(Mistake(line, ".".join(map(str, place)), text))

    def _plain(self, node: Node, place: Place) -> Any:
        line = self.lines.get(place, node.start_mark.line + 1)
        if id(node) in self._seen or getattr(node, "anchor", None):
            self._wrong(line, place, "anchors and aliases are not used here; write the part out")
            return None
        self._seen.add(id(node))
        if isinstance(node, MappingNode) and node.tag == _CORE + "map":
            return {
                key: self._plain(part, (*place, key)) for key, part in self._fields(node, place)
            }
        if isinstance(node, SequenceNode) and node.tag == _CORE + "seq":
            for n, part in enumerate(node.value):
                self.lines[(*place, n)] = part.start_mark.line + 1
            return [self._plain(part, (*place, n)) for n, part in enumerate(node.value)]
        if isinstance(node, ScalarNode):
            return self._scalar(node, line, place)
        self._wrong(line, place, f"{str(node.tag).removeprefix(_CORE)} is not used here")
        return None

    def _fields(self, node: MappingNode, place: Place) -> Iterator[tuple[str, Node]]:
        for key, part in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode) or key.tag == _CORE + "merge":
                self._wrong(line, place, "a field has a plain name; merges are not used here")
            elif (*place, key.value) in self.lines:
                self._wrong(line, (*place, key.value), "is written twice; keep one")
            else:
                self.lines[(*place, key.value)] = line
                yield key.value, part

    def _scalar(self, node: ScalarNode, line: int, place: Place) -> Any:
        kind = str(node.tag).removeprefix(_CORE)
        text: str = node.value
        if kind in ("str", "timestamp", "float"):
            return text  # whoever wants a day or an amount reads it from the text, exactly
        if kind == "int":
            return int(text) if _WHOLE_NUMBER.fullmatch(text) else text
        if kind in ("bool", "null") and text.lower() in _WORDS:
            return _WORDS[text.lower()]
        self._wrong(line, place, f"“{text[:40]}” cannot be read as {kind}")
        return None
