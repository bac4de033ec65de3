"""`kmigrate completion`, and the answers to a shell that asks how a line can go on."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any, Literal, get_args

import typer
from typer.completion import (  # type: ignore[attr-defined]  # it does not say that it passes them on
    completion_init,
    get_completion_script,
    install,
)
from typer.core import TyperGroup
from typer.main import get_command

from migrator.cli.commands import COMMANDS
from migrator.cli.settings import application

ASKS = "_KMIGRATE_COMPLETE"  # in the environment, when a shell asks

Shell = Literal["bash", "zsh", "fish", "powershell", "pwsh"]

app = application()


@app.command()
def completion(
    shell: Annotated[
        Shell, typer.Argument(metavar="SHELL", help=f"One of {', '.join(get_args(Shell))}.")
    ],
    *,
    to_install: Annotated[
        bool, typer.Option("--install", help="Write it to where the shell reads it.")
    ] = False,
) -> None:
    """Print the script that lets a shell complete kmigrate's options, commands and symbols."""
    if to_install:
        _, path = install(shell=shell, prog_name="kmigrate", complete_var=ASKS)
        sys.stdout.write(f"{path}\n")
    else:
        script = get_completion_script(prog_name="kmigrate", complete_var=ASKS, shell=shell)
        sys.stdout.write(f"{script}\n")


class _Everything(TyperGroup):
    """The command that migrates and the others beside it, as one: for a shell that asks."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer's signature
        """Name the commands beside migrating."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - the same
        """Import a command when it is its turn."""
        return get_command(_app(cmd_name)) if cmd_name in COMMANDS else None


def _app(name: str) -> typer.Typer:
    app: typer.Typer = import_module(f"migrator.cli.{name}").app
    return app


def answer() -> None:
    """Tell the shell how the line in its environment can go on."""
    completion_init()
    parameters = get_command(_app("migrating")).params
    options = [parameter for parameter in parameters if parameter.param_type_name == "option"]
    _Everything(name="kmigrate", params=options, commands={}).main(prog_name="kmigrate")
