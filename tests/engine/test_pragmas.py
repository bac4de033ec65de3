"""`# kmigrate: ...`: what is heeded, and what is said of a comment that is not."""

from __future__ import annotations

import pytest

from migrator import migrate

HEAD = "from keras.layers import Dense\n"


@pytest.mark.parametrize(
    "line",
    [
        "Dense(output_dim=3)  # kmigrate: skip",
        "Dense(output_dim=3)  #kmigrate:skip  # noqa",
        "Dense(output_dim=3)  # noqa # kmigrate: skip, as the paper has it",
        "Dense(\n    output_dim=3,\n    # kmigrate: skip\n)",
        "@wrapped(Dense(output_dim=3))  # kmigrate: skip\ndef f():\n    pass",
        "for x in Dense(output_dim=3):  # kmigrate: skip\n    pass",
    ],
)
def test_a_statement_is_left_alone_in_silence(line: str) -> None:
    migration = migrate(f"{HEAD}{line}\n", filename="x.py")
    assert migration.changes == ()
    assert migration.findings == ()


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("# kmigrate: skp", "`# kmigrate: skp` says nothing to kmigrate. Did you mean `skip`?"),
        ("# KMIGRATE: SKIP", "`# KMIGRATE: SKIP` says nothing to kmigrate. Did you mean `skip`?"),
        ("# kmigrate: off", "It knows skip, skip-file, from, build."),
        ("# kmigrate: from 7", "`# kmigrate: from 7` names no Keras: write `from 0`"),
        ("# kmigrate: from", "names no Keras"),
        ("# kmigrate: build", "builds nothing"),
        ("# kmigrate: skip-file", "is looked for near the top only"),
        ("# kmigrate: skip", "stands alone on its line and skips nothing"),
    ],
)
def test_a_comment_that_is_not_heeded_is_told(comment: str, said: str) -> None:
    migration = migrate(f"{HEAD}\n{comment}\nDense(output_dim=3)\n")
    assert len(migration.changes) == 1
    (finding,) = migration.findings
    assert finding.span.line == 3
    assert finding.rule == "kmigrate.pragma"
    assert not finding.acts
    assert said in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "x = '# kmigrate: skp'",
        "# kmigrate: build Dense(3)",
        "# kmigrate: from 1",
        "# see kmigrate",
        "# TODO(kmigrate): x [y 000000]",
    ],
)
def test_what_is_heeded_or_no_such_comment_is_passed_over(text: str) -> None:
    assert migrate(f"{HEAD}{text}\nDense(output_dim=3)\n").findings == ()
