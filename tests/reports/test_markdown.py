"""The summary for a pull request."""

# ruff: noqa: RUF001 - a sign of multiplication

from __future__ import annotations

from migrator import __version__
from migrator.config import Config
from migrator.project.outcome import Outcome
from migrator.reports.markdown import Markdown
from tests.reports.conftest import whole


def test_a_reviewer_reads_what_changed_and_ticks_off_what_is_left(
    outcomes: list[Outcome],
) -> None:
    assert (
        whole(Markdown(Config(statistics=True)), outcomes)
        == f"""\
## Migration to Keras 3

1 file would be migrated, 1 unchanged, 1 skipped, 2 failed, 1 different; \
2 changes, 1 action for you, 2 notices.

66% automatic (2 of 3); left by hand: 1 place in 1 file. 2 files could not be processed.

| file | changes | order of dimensions | verification |
|---|---|---|---|
| `nets/a b,c%.py` | `Convolution2D` ×2 | channels\\_first: line 1: the shape (3, 32, 32) | different |
| `bad.py` | failed |  |  |
| `gone.py` | failed |  |  |
| `left.py` | skipped |  |  |

### To do by hand (3)

- [ ] `nets/a b,c%.py:2`: Write `a | b` anew: 100% by \\*hand\\*, \\<b\\>please\\</b\\>.
- [ ] `bad.py:7`: Not Python 3: no.
- [ ] `gone.py:1`: Cannot read the file: no.

<details>
<summary>Assumed, and worth knowing (2)</summary>

- `nets/a b,c%.py:3`: Assumed so.
- `left.py:1`: The file asks to be left alone.

</details>

<details>
<summary>By symbol</summary>

| changes | actions | notices | rule |
|--:|--:|--:|---|
| 2 |  |  | `keras.layers.Convolution2D` |
|  |  | 1 | `data_format` |
|  | 1 |  | `keras.layers.Merge` |
|  |  | 1 | `kmigrate.skipped` |

</details>

_kmigrate {__version__}_
"""
    )


def test_when_there_is_nothing_to_do_it_says_so() -> None:
    text = whole(Markdown(Config()), [Outcome("a.py", "unchanged")])
    assert "Nothing to migrate." in text
    assert "To do by hand" not in text
    assert "|" not in text
