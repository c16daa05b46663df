"""From YAML files to checked event types and entries.

A file has up to three keys: `types` (name to type), `noun_classes` (name to list of nouns) and
`extends: default`. A type has the keys of `TYPE_KEYS`. A folder is read as one ontology, its
.yaml files in order of name.

Parsing is done once, for the values alone; where something is wrong the file is parsed again
into nodes, which know their lines. So a sound file of ten thousand entries pays nothing for
the messages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import srsly
from srsly.ruamel_yaml.composer import Composer
from srsly.ruamel_yaml.error import MarkedYAMLError
from srsly.ruamel_yaml.loader import SafeLoader
from srsly.ruamel_yaml.nodes import MappingNode, Node, SequenceNode

from extract.errors import OntologyError
from extract.ontology.entries import Condition, Entry, EntryError, read_entry, suggest
from extract.ontology.types import (
    ACE_CODES,
    CODE_SYSTEMS,
    ENTITY_TYPES,
    KINDS,
    PLOVER_CODES,
    ROLES,
    EventType,
)

FILE_KEYS = ("types", "noun_classes", "extends")
TYPE_KEYS = (
    "definition",
    "kind",
    "verbs",
    "nouns",
    "phrases",
    "codes",
    "roles",
    "constraints",
    "prepositions",
)
_WORD_KEYS = {"verbs": "verb", "phrases": "verb", "nouns": "noun"}
_Path = tuple[str | int, ...]


@dataclass
class Source:
    """One file of an ontology: its name for messages, its text and its parsed content."""

    name: str
    text: str
    data: Mapping[str, object]

    def error(self, where: _Path, message: str) -> OntologyError:
        """An error at a place given by keys and list positions."""
        return OntologyError(f"{self.name}, line {self.line(where)}: {message}.")

    def line(self, where: _Path) -> int:
        """The line (from 1) where the value of a path begins; for a key without a value the key's."""
        node = _compose(self.text)
        line = 1
        for step in where:
            found: Node | None = None
            if isinstance(node, MappingNode):
                for key, value in node.value:
                    if key.value == step:
                        found, line = value, key.start_mark.line + 1
                        break
            elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = node.value[step]
                line = found.start_mark.line + 1
            if found is None:
                break
            node = found
        return line


@dataclass
class Parsed:
    """What one or several files say, checked; `sha256` is that of their texts in order."""

    types: dict[str, EventType] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    noun_classes: dict[str, frozenset[str]] = field(default_factory=dict)
    sha256: str = ""


def _compose(text: str) -> Node | None:
    loader = SafeLoader(text)
    try:
        composer: Composer = loader.composer
        node: Node | None = composer.get_single_node()
    except MarkedYAMLError:
        return None
    return node


def read_sources(path: Path) -> list[Source]:
    """Read the file, or the .yaml files of a folder in order of name.

    Raises OntologyError where there is none, or one is empty, not UTF-8 or not YAML.
    """
    if path.is_dir():
        files = sorted(path.glob("*.yaml"))
        if not files:
            raise OntologyError(
                f"{path}: no .yaml file in this folder. Give an ontology file, or a folder of them."
            )
    else:
        files = [path]
    return [_read_source(file) for file in files]


def _read_source(path: Path) -> Source:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise OntologyError(
            f"{path}: no such file. Give the path of an ontology, or leave the option out for the default."
        ) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise OntologyError(f"{path}, line {line}: not UTF-8 text. Save the file as UTF-8.") from None
    except OSError as error:
        raise OntologyError(
            f"{path}: cannot be read ({error.strerror}). Check the path and its permissions."
        ) from None
    try:
        data = srsly.yaml_loads(text)  # type: ignore[attr-defined]
    except ValueError as error:
        raise _not_yaml(path, error) from None
    if data is None:
        raise OntologyError(
            f"{path}: the file is empty. Begin with 'types:' and add at least one event type."
        )
    if not isinstance(data, dict):
        raise OntologyError(f"{path}, line 1: not an ontology, but a {_called(data)}. Begin with 'types:'.")
    return Source(str(path), text, data)


def _not_yaml(path: Path, error: ValueError) -> OntologyError:
    cause = error.__context__
    mark = getattr(cause, "problem_mark", None)
    if mark is None:
        return OntologyError(
            f"{path}: not YAML ({_first_line(cause or error)}). Check the file in a YAML editor."
        )
    problem = str(getattr(cause, "problem", "")).split(" with value")[0]
    advice = "Check brackets, quotes and indentation there"
    if "duplicate key" in problem:
        advice = "Give each key once: join the two or rename one"
    elif "\\t" in problem:
        advice = "Indent with spaces"
    return OntologyError(f"{path}, line {mark.line + 1}: not YAML ({problem}). {advice}.")


def _first_line(error: object) -> str:
    return (str(error).splitlines() or [""])[0].strip(" .")


def _called(value: object) -> str:
    names = {dict: "mapping", list: "list", str: "text", bool: "yes/no value", int: "number", float: "number"}
    return names.get(type(value), "value of another kind")


def extends_default(sources: list[Source]) -> bool:
    """Whether a file says that it adds to the default ontology."""
    return any(source.data.get("extends") == "default" for source in sources)


def parse(sources: list[Source], inherited: Mapping[str, frozenset[str]] | None = None) -> Parsed:
    """Check files and turn them into types and entries.

    `inherited` are noun classes known beside those of the files; the files' own replace them.
    Raises OntologyError at the first thing that is wrong.
    """
    out = Parsed()
    for source in sources:
        for key in source.data:
            if key not in FILE_KEYS:
                raise source.error((key,), f"unknown key {key!r}. {suggest(str(key), FILE_KEYS)}")
        if source.data.get("extends", "default") != "default":
            raise source.error(
                ("extends",), "'extends' can only be 'default'. Write 'extends: default' or leave it out"
            )
        _read_classes(source, out.noun_classes)
    if not any(source.data.get("types") for source in sources):
        raise sources[0].error((), "no event types. Add at least one under 'types:'")
    out.noun_classes = {**(inherited or {}), **out.noun_classes}
    homes: dict[str, Source] = {}
    places: dict[tuple[object, ...], tuple[Source, _Path, str]] = {}
    for source in sources:
        types = source.data.get("types") or {}
        if not isinstance(types, dict):
            raise source.error(("types",), f"'types' must map names to types, but is a {_called(types)}")
        for name, body in types.items():
            if not isinstance(name, str) or not name.replace("_", "").isalnum() or name != name.lower():
                raise source.error(
                    ("types", name), f"type name {name!r} is not usable. Use lower-case letters, digits and _"
                )
            if name in homes:
                raise source.error(
                    ("types", name),
                    f"type {name!r} stands in {homes[name].name} too. Join the two or rename one",
                )
            homes[name] = source
            event_type, entries = _read_type(source, name, body, out.noun_classes)
            out.types[name] = event_type
            for place, entry in entries:
                if entry.key in places:
                    raise _clash(places[entry.key], source, place, entry)
                places[entry.key] = (source, place, name)
                out.entries.append(entry)
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.text.encode("utf-8"))
    out.sha256 = digest.hexdigest()
    return out


def _clash(first: tuple[Source, _Path, str], source: Source, place: _Path, entry: Entry) -> OntologyError:
    other, where, name = first
    again = f"line {other.line(where)}" if other is source else f"{other.name}, line {other.line(where)}"
    if name == entry.type:
        return source.error(
            place, f"{entry.text!r} stands twice in type {name!r} (first in {again}). Take one out"
        )
    return source.error(
        place,
        f"{entry.text!r} of type {entry.type!r} stands with the same conditions in type {name!r} ({again}). "
        "Take one out, or add a condition that tells them apart, such as {lemma: charge, preposition: with}",
    )


def _read_classes(source: Source, classes: dict[str, frozenset[str]]) -> None:
    given = source.data.get("noun_classes") or {}
    if not isinstance(given, dict):
        raise source.error(
            ("noun_classes",), f"'noun_classes' must map names to lists, but is a {_called(given)}"
        )
    for name, words in given.items():
        where = ("noun_classes", name)
        if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
            raise source.error(
                where, f"noun class {name!r} must be a list of words. Write {name}: [word, word]"
            )
        nested = next((word for word in words if word.startswith("$")), None)
        if nested is not None:
            raise source.error(
                where,
                f"noun class {name!r} holds the class {nested!r}. "
                "Write its words instead: classes do not nest",
            )
        classes[str(name)] = classes.get(str(name), frozenset()) | frozenset(words)


def _read_type(
    source: Source, name: str, body: object, classes: Mapping[str, frozenset[str]]
) -> tuple[EventType, list[tuple[_Path, Entry]]]:
    at: _Path = ("types", name)
    if not isinstance(body, dict):
        raise source.error(
            at, f"type {name!r} must be a mapping, but is a {_called(body)}. Give it 'definition' and 'verbs'"
        )
    for key in body:
        if key not in TYPE_KEYS:
            raise source.error(
                (*at, key), f"unknown key {key!r} in type {name!r}. {suggest(str(key), TYPE_KEYS)}"
            )
    definition = body.get("definition")
    if not isinstance(definition, str) or not definition.strip():
        raise source.error(
            at, f"type {name!r} has no definition. Add 'definition:' with one line that says what counts"
        )
    kind = body.get("kind", "event")
    if kind not in KINDS:
        raise source.error(
            (*at, "kind"), f"unknown kind {kind!r} in type {name!r}. {suggest(str(kind), KINDS)}"
        )
    roles = _read_table(source, (*at, "roles"), body.get("roles"))
    for role in roles:
        if role not in ROLES:
            raise source.error(
                (*at, "roles", role), f"unknown role {role!r} in type {name!r}. {suggest(role, ROLES)}"
            )
    prepositions = _read_table(source, (*at, "prepositions"), body.get("prepositions"))
    for preposition, role in prepositions.items():
        if role not in ROLES:
            place: _Path = (*at, "prepositions", preposition)
            raise source.error(place, f"unknown role {role!r} in type {name!r}. {suggest(role, ROLES)}")
    codes = _read_table(source, (*at, "codes"), body.get("codes"))
    _check_codes(source, at, name, codes)
    constraints = _read_constraints(source, at, name, body.get("constraints"))
    limits = tuple(Condition(role, frozenset(types), strict=False) for role, types in constraints.items())
    entries: list[tuple[_Path, Entry]] = []
    texts: dict[str, tuple[str, ...]] = {}
    for key, pos in _WORD_KEYS.items():
        values = body.get(key) or []
        if not isinstance(values, list):
            raise source.error(
                (*at, key), f"'{key}' of type {name!r} must be a list. Write {key}: [{values}]"
            )
        for index, value in enumerate(values):
            place = (*at, key, index)
            try:
                entry = read_entry(value, pos, classes)
            except EntryError as error:
                raise source.error(place, f"type {name!r}: {error}") from None
            if key == "phrases" and " " not in entry.words:
                raise source.error(place, f"type {name!r}: {entry.text!r} is one word. Move it to 'verbs'")
            entries.append((place, replace(entry, type=name, kind=kind, constraints=limits)))
        texts[key] = tuple(entry.text for _, entry in entries[sum(len(t) for t in texts.values()) :])
    if not entries:
        raise source.error(at, f"type {name!r} has no words. Add 'verbs:', 'nouns:' or 'phrases:'")
    event_type = EventType(
        name,
        " ".join(definition.split()),
        kind,
        texts["verbs"],
        texts["nouns"],
        texts["phrases"],
        codes,
        roles,
        constraints,
        prepositions,
    )
    return event_type, entries


def _read_table(source: Source, where: _Path, given: object) -> dict[str, str]:
    if given is None:
        return {}
    name = where[-1]
    if not isinstance(given, dict) or not all(isinstance(key, str) for key in given):
        raise source.error(where, f"'{name}' must map names to text, but is a {_called(given)}")
    for key, value in given.items():
        if not isinstance(value, str):
            raise source.error(
                (*where, key), f"'{key}' in '{name}' must be text, not {value!r}. Put it in quotes"
            )
    return dict(given)


def _check_codes(source: Source, at: _Path, name: str, codes: dict[str, str]) -> None:
    for system, code in codes.items():
        where = (*at, "codes", system)
        if system not in CODE_SYSTEMS:
            raise source.error(
                where, f"unknown code system {system!r} in type {name!r}. {suggest(system, CODE_SYSTEMS)}"
            )
        if system == "plover" and code not in PLOVER_CODES:
            raise source.error(
                where, f"unknown PLOVER code {code!r} in type {name!r}. {suggest(code, PLOVER_CODES)}"
            )
        if system == "ace" and code not in ACE_CODES:
            raise source.error(
                where, f"unknown ACE code {code!r} in type {name!r}. {suggest(code, ACE_CODES)}"
            )
        if system == "cameo" and not (code.isdecimal() and 2 <= len(code) <= 4 and 1 <= int(code[:2]) <= 20):
            raise source.error(
                where,
                f"unknown CAMEO code {code!r} in type {name!r}. Use two to four digits from 01 to 20",
            )


def _read_constraints(source: Source, at: _Path, name: str, given: object) -> dict[str, tuple[str, ...]]:
    if given is None:
        return {}
    where = (*at, "constraints")
    if not isinstance(given, dict):
        raise source.error(where, f"'constraints' must map roles to entity types, but is a {_called(given)}")
    out: dict[str, tuple[str, ...]] = {}
    for role, types in given.items():
        if role not in ROLES:
            raise source.error(
                (*where, role), f"unknown role {role!r} in type {name!r}. {suggest(str(role), ROLES)}"
            )
        if role not in ("actor", "target"):
            raise source.error(
                (*where, role), f"role {role!r} cannot be constrained. Constrain actor or target"
            )
        items = types if isinstance(types, list) else [types]
        for item in items:
            if item not in ENTITY_TYPES:
                raise source.error(
                    (*where, role),
                    f"unknown entity type {item!r} in type {name!r}. {suggest(str(item), ENTITY_TYPES)}",
                )
        out[role] = tuple(items)
    return out
