"""`kmigrate weights OLD.h5 --model FILE -o NEW.weights.h5`."""

# ruff: noqa: PLC0415 - the help needs neither the engine nor the witness

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from migrator.cli.parameters import configured, with_options
from migrator.cli.settings import application
from migrator.errors import SourceError

_WORLD = ("dialect", "py2", "data_format", "keras_json", "argv", "legacy_version", "legacy_dir")

app = application()


def _convert(
    old: Annotated[
        Path, typer.Argument(metavar="OLD.h5", help="Weights, or a whole model, of Keras 0 to 2.")
    ],
    *,
    model: Annotated[
        str,
        typer.Option(
            "--model",
            metavar="FILE[:BUILDER]",
            help="The legacy source, and what makes the model in it if it makes several.",
        ),
    ],
    new: Annotated[
        Path, typer.Option("--output", "-o", metavar="NEW.weights.h5", help="The file to write.")
    ],
    migrated: Annotated[
        str | None,
        typer.Option(
            "--migrated",
            metavar="FILE[:BUILDER]",
            help="The migrated source, if you changed it since; else FILE is migrated in memory.",
        ),
    ] = None,
    legacy_backend: Annotated[
        Literal["theano", "tensorflow"] | None,
        typer.Option("--legacy-backend", help="What the weights were trained on."),
    ] = None,
    by_name: Annotated[
        bool, typer.Option("--by-name", help="Match layers by name, not by their order.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the output.")] = False,
    **values: Any,  # noqa: ANN401 - fields of Config
) -> None:
    """Convert an old weight file for the migrated model.

    The new file is written only if Keras 3 predicts with it what the legacy Keras predicts with the
    old one. Exit codes: 0 written; 2 usage; 3 it cannot be converted; 4 the predictions differ.
    """
    from migrator.project.weights import convert_weights
    from migrator.reports.conversion import report_conversion
    from migrator.verification.weights.conversion import Request

    request = Request(old, new, by_name, legacy_backend, force)
    settings = configured(values, [model.partition(":")[0]])
    try:
        converted = convert_weights(request, model, migrated, settings)
    except SourceError as error:
        sys.stderr.write(f"kmigrate: {error}\n")
        raise typer.Exit(3) from error
    raise typer.Exit(report_conversion(converted, request, settings))


app.command("weights")(with_options(_convert, *_WORLD))
