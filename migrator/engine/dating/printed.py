"""What the outputs of a notebook tell of the Keras that it was run with."""

from __future__ import annotations

import re
from dataclasses import replace

from migrator.facts import Facts
from migrator.findings import Verdict
from migrator.options import Options

_PRINTED = re.compile(r'"(Using (?:CNTK|TensorFlow|Theano) backend\.)(?:\\n)?"')


def as_it_ran(text: str, options: Options) -> Options:
    """Add what Keras printed into a notebook as it was imported, as it did up to 2.3."""
    printed = _PRINTED.search(text)
    if printed is None:
        return options
    ran = Verdict("keras2", (f"an output of it: {printed[1]}",))
    return replace(options, facts=replace(options.facts or Facts(), ran=ran))
