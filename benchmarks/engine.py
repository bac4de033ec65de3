"""What a migration costs, against parsing: python -m benchmarks.engine [FOLDER...]."""

from __future__ import annotations

import argparse
import ast
import io
import math
import textwrap
import warnings
from collections.abc import Callable
from dataclasses import replace

import libcst
from libcst.codemod import CodemodContext
from libcst.codemod.commands.rename import RenameCommand

from benchmarks.corpus import Corpus
from benchmarks.measure import HEADER, compare
from migrator import Options, migrate
from migrator.engine import migrate_source
from migrator.knowledge import KERAS_1
from migrator.rules import Gone, Knowledge, Rule

SIZES = (1, 4, 16)
_UNUSED = tuple(  # as many as there are, for symbols that nobody uses
    Rule(f"keras.unused.Symbol{i}(a, b=1)", Gone("-")) for i in range(len(KERAS_1.rules))
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", help="legacy code [the fixtures]")
    parser.add_argument("--most", type=int, default=100, help="files of each kind [100]")
    parser.add_argument("--tensorflow", action="store_true", help="compare with tf_upgrade_v2 too")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    corpus = Corpus.of(asked.folders, asked.most)
    print(f"{len(corpus.changed)} files that change, {len(corpus.unchanged)} that do not\n")
    print(HEADER)
    print(compare("changed files / libcst parse and print", migrate, _reprint, corpus.changed))
    print(compare("unchanged files / ast.parse", migrate, ast.parse, corpus.unchanged))
    print(compare("twice the rules / the rules", _with(_UNUSED), _with(()), corpus.changed))
    print(compare("changed files / libcst's rename codemod", migrate, _rename, corpus.changed, 2))
    growth = _growth(corpus.changed)  # before TensorFlow is here: searches for garbage walk over it
    if asked.tensorflow:
        upgrade = _upgrade()
        taken = [source for source in corpus.changed if _takes(upgrade, source)]
        print(compare("changed files / tf_upgrade_v2", migrate, upgrade, taken, 2))
    print(f"\n{growth}")


def _reprint(source: bytes) -> str:
    return libcst.parse_module(source).code


def _rename(source: bytes) -> libcst.Module:
    """Rename one symbol, as libcst's own codemod does: one of the hundreds that we know."""
    command = RenameCommand(CodemodContext(), "keras.layers.Convolution2D", "keras.layers.Conv2D")
    return command.transform_module(libcst.parse_module(source))


def _upgrade() -> Callable[[bytes], object]:
    """Return TensorFlow's own upgrade of a source, its reports included."""
    from tensorflow.tools.compatibility import (  # type: ignore[import-untyped]  # noqa: PLC0415 - only if asked for
        ast_edits,
        tf_upgrade_v2,
    )

    def upgrade(source: bytes) -> object:
        upgrader = ast_edits.ASTCodeUpgrader(tf_upgrade_v2.TFAPIChangeSpec())
        text = source.decode(errors="replace")
        return upgrader.process_opened_file("a.py", io.StringIO(text), "b.py", io.StringIO())

    return upgrade


def _takes(work: Callable[[bytes], object], source: bytes) -> bool:
    """Whether something can be done to a source: tf_upgrade_v2 fails on some that are Python 3."""
    try:
        work(source)
    except Exception:  # noqa: BLE001 - whatever the other tool raises
        return False
    return True


def _with(more: tuple[Rule, ...]) -> Callable[[bytes], object]:
    """Return a migration by the rules of Keras 1, and some more."""
    knowledge: Knowledge = replace(KERAS_1, rules=(*KERAS_1.rules, *more))
    return lambda source: migrate_source(source, knowledge, filename="a.py", options=Options())


def _growth(sources: list[bytes]) -> str:
    """Say how the cost grows with a file's size, against parsing and walking it."""
    ratios = []
    for times in SIZES:
        large = [b"\n".join(_function(s, n) for n in range(times)) for s in sources[:20]]
        ratios.append(compare("", migrate, _walk, large, SIZES[-1] // times + 1).median)
    exponent = math.log(ratios[-1] / ratios[0]) / math.log(SIZES[-1] / SIZES[0])
    shown = ", ".join(
        f"{ratio:.1f} at {times}x" for times, ratio in zip(SIZES, ratios, strict=True)
    )
    return f"against ast.parse and ast.walk: {shown}; exponent of the ratio {exponent:.2f}"


def _function(source: bytes, number: int) -> bytes:
    """Return a source as a function: of its names, those of another like it tell nothing."""
    body = source.replace(b"from __future__ import", b"from keras import")  # only at the top
    return f"def part{number}():\n".encode() + textwrap.indent(body.decode(), "    ").encode()


def _walk(source: bytes) -> list[ast.AST]:
    return list(ast.walk(ast.parse(source)))


if __name__ == "__main__":
    main()
