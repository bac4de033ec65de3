"""Write docs/reference/options.md from the options themselves; with --check, say if it lags."""

from __future__ import annotations

import sys
from dataclasses import Field, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from migrator.config import Config
from migrator.config.options import about, flag, hints, key

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "options.md"
_HEAD = """\
# Options

Written by `scripts/docs` from `migrator/config/options.py`: edit that.

Each option of the command line is also a key of `[tool.kmigrate]` in the nearest `pyproject.toml`,
with underscores. What is given on the command line wins; a flag that the file sets is taken back
with `--no-`. `kmigrate config` shows what is in force.

| option | key | |
|---|---|---|
"""
_REST = """
Only on the command line: `--stdin-filename NAME` (what to call standard input), `--config FILE`
(instead of the nearest `pyproject.toml`), `--isolated` (read no configuration file), `--version`,
`--help`.

`build` and `per_file_ignores` are tables in the file, from globs over files to lists:

```toml
[tool.kmigrate.build]
"nets/*.py" = ["create_model((3, 64, 64))"]

[tool.kmigrate.per_file_ignores]
"legacy/*.py" = ["keras.optimizers.*"]
```

## In a file

| comment | |
|---|---|
| `# kmigrate: skip` | at the end of a line, or of one of a statement's: it is left alone |
| `# kmigrate: skip-file` | near the top: the file is left alone |
| `# kmigrate: from 1` | on a line of its own: the Keras the file is for, as `--from` |
| `# kmigrate: build net(3)` | an expression that makes a model, as `--build` |

## In a shell

`kmigrate completion bash --install` lets bash complete options, their values, commands and symbols
(`kmigrate explain Convol`); so it does for zsh, fish and PowerShell. Without `--install` it prints
the script.
Tried in bash, zsh and fish.
"""


def page() -> str:
    """Return the text of the page."""
    return _HEAD + "".join(map(_row, fields(Config))) + _REST


def _row(option: Field[Any]) -> str:
    said, hint = about(option), hints()[option.name]
    flags = [flag(option), *([said.short] if said.short else [])]
    spelled = ", ".join(f"`{name}{_value(said.metavar, hint)}`" for name in flags)
    return f"| {spelled} | `{key(option)}` | {said.text} |\n"


def _value(metavar: str | None, hint: object) -> str:
    if get_origin(hint) is Literal:
        return " " + "\\|".join(get_args(hint))
    return f" {metavar}" if metavar else ""


def main() -> int:
    """Write the page, or compare it with what is there."""
    if "--check" in sys.argv[1:]:
        lags = PAGE.read_text(encoding="utf-8") != page()
        if lags:
            print("docs/reference/options.md lags behind the options: run scripts/docs")
        return int(lags)
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
