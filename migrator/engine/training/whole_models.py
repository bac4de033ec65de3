"""Whether a file keeps whole models, and how they were compiled, in HDF5."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from migrator.engine.calls.outcomes import Use
from migrator.engine.reading.file_paths import Path, Paths
from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.engine.state import FileState
from migrator.rules import FileName, Knowledge, Method, Rule, outcomes

_NATIVE, _WEIGHTS = ".keras", ".weights.h5"


def kept_in_hdf5(state: FileState) -> bool:
    """Whether a file writes or reads such models, or others of its program seem to.

    Where a file is read in sight, that tells what it is for: `load_weights` takes what it wants.
    """
    facts = state.options.facts
    kept = facts is not None and facts.keeps_models
    return kept or any(_compiles(use, state) for _, use in whole_in_hdf5(state))


def whole_in_hdf5(state: FileState) -> list[tuple[Rule, Use]]:
    """Return where a file names what may be whole models in HDF5."""
    paths = Paths(state.names, state.variables)
    files: dict[str, list[tuple[FileName, Rule, Use, Path | None]]] = defaultdict(list)
    for _, rule, use in state.uses:
        if isinstance(use.fate, FileName):
            path = paths.read(use.node)
            key = path.key if path is not None else ast.unparse(use.node)
            files[key].append((use.fate, rule, use, path))
    found: list[tuple[Rule, Use]] = []
    for uses in files.values():
        read = [each for each in uses if not each[0].writes]
        found += [(rule, use) for _, rule, use, path in read or uses if _is_whole(use, path)]
    return found


def seems_kept(names: Names, knowledge: Knowledge) -> bool:
    """Whether a file seems to keep whole models in HDF5: as far as others need to know.

    One that loads weights and no models writes the files for that.
    """
    fates = [fate for call in names.calls for fate in _fates(call, names, knowledge)]
    whole = [fate for fate in fates if _is_of_models(fate.endings)]
    reads = any(not fate.writes for fate in whole)
    return reads or (bool(whole) and all(fate.writes for fate in fates))


def _fates(call: ast.Call, names: Names, knowledge: Knowledge) -> Iterator[FileName]:
    """Yield how a call names a file, unless that is one of Keras 3's own."""
    denoted = names.denote(call.func)
    known = knowledge.by_name.get(knowledge.canonical(denoted.name)) if denoted else None
    methods = knowledge.methods.get(getattr(call.func, "attr", ""), ()) if not denoted else ()
    for rule in methods or ((known,) if known is not None else ()):
        sure = not isinstance(rule, Method) or rule.unmistakable
        for fate in (f for to in outcomes(rule.becomes) for f in to.args.values()):
            if isinstance(fate, FileName) and _takes(fate, call, sure=sure):
                yield fate


def _takes(fate: FileName, call: ast.Call, *, sure: bool) -> bool:
    """Whether a call names a file of a model as it is compiled.

    sure: it is one of Keras; else only the ending of the name tells.
    """
    if any(k.arg in {*fate.wanted, "compile"} for k in call.keywords):
        return False
    given = [literal(value) for value in (*call.args[:1], *(k.value for k in call.keywords))]
    written = [value for value in given if isinstance(value, str)]
    old = tuple(ending for ending in fate.endings if ending != _NATIVE)
    return any(value.endswith(old) for value in written) or (sure and not written)


def _is_of_models(endings: tuple[str, ...]) -> bool:
    return _NATIVE in endings and _WEIGHTS not in endings


def _is_whole(use: Use, path: Path | None) -> bool:
    """Whether a use is of a whole model in a file that is not known to be one of Keras 3's own."""
    if not _is_of_models(use.endings):
        return False
    if path is None:
        return True
    given = path.text.endswith(use.endings)
    return not path.text.endswith(_NATIVE) if given else use.endings[0] != _NATIVE


def _compiles(use: Use, state: FileState) -> bool:
    """Whether a model is compiled as it is loaded, if it is."""
    parent = state.names.parents[use.node]
    call = state.names.parents[parent] if isinstance(parent, ast.keyword) else parent
    keywords = call.keywords if isinstance(call, ast.Call) else []
    return not any(k.arg == "compile" and literal(k.value) is False for k in keywords)
