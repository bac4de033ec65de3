"""The commands beside migrating, and what the help says of each.

A command is a module of this package that holds a typer application `app`; it is imported only
when it is asked for.
"""

from __future__ import annotations

COMMANDS = {
    "explain": ("SYMBOL", "what happens to a legacy symbol, and why"),
    "config": ("[PATH...]", "which options are in force, and from where"),
    "rules": ("", "all legacy symbols, a line each"),
    "legacy": ("fetch [V]|list", "the legacy Keras that --verify builds originals with"),
    "completion": ("SHELL", "a script that completes options, commands and symbols"),
    "verify": ("OLD NEW", "build two files, and compare what they compute"),
    "weights": ("OLD.h5 --model FILE", "an old weight file, for the migrated model"),
}


def _lines() -> str:
    calls = {f"kmigrate {name} {rest}".rstrip(): text for name, (rest, text) in COMMANDS.items()}
    width = max(map(len, calls))
    return "\n".join(f"  {call:<{width}}  {text}" for call, text in calls.items())


OVERVIEW = f"""\b
Commands:
{_lines()}
A path named like a command is written ./rules. A flag is taken back with --no-:
--no-write, or --diff.

\b
Exit codes: 0 done; 1 --check and a file would change; 2 usage or configuration;
3 a file could not be processed (the others were), or --write left it alone because
Git does not hold its changes; 4 verification found a difference, or --write --verify
left a file alone because it is not verified equal."""
