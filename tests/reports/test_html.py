"""The page to look at: its structure, what it says where, and that it can be read."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest

from migrator import migrate
from migrator.config import Config
from migrator.project.outcome import Outcome
from migrator.reports.html import Html
from migrator.reports.html.edges import lanes
from migrator.reports.html.sides import Note, Row, rows
from migrator.verification import LayerRow, ModelRow, Verification
from migrator.verification.results import Parting, Shape
from tests.reports.conftest import whole

STYLE = files("migrator.reports.html").joinpath("templates/style.css").read_text()
LEGACY = b"""\
from keras.layers import Convolution2D, Dense

conv = Convolution2D(8, 3, 3, input_shape=(3, 32, 32))
# <script>alert('"&amp;')</script>
dense = Dense(output_dim=3,
              weights=old)
"""


def page(outcomes: list[Outcome]) -> tuple[str, Element]:
    """The text of the page, and what a browser makes of it; nothing may need mending."""
    text = whole(Html(Config()), outcomes)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(text)
    return text, root


def real() -> Outcome:
    return Outcome("a.py", "migrated", LEGACY, migrate(LEGACY, filename="a.py"))


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def of_class(root: Element, name: str) -> list[Element]:
    return [e for e in root.iter() if name in e.get("class", "").split()]


def test_it_is_one_valid_page_that_loads_nothing(outcomes: list[Outcome]) -> None:
    text, root = page([*outcomes, real()])
    for element in root.iter():
        assert element.tag not in {"link", "img", "iframe", "object", "base"}
        assert "src" not in element.attrib
        assert element.get("href", "#").startswith("#")
    assert not re.search(r"url\(|@import|https?://", text)
    assert "default-src 'none'" in text  # and a browser sees to it


def test_every_link_leads_to_a_file(outcomes: list[Outcome]) -> None:
    _, root = page(outcomes)
    places = {element.get("id") for element in root.iter()}
    links = [element.get("href", "")[1:] for element in root.iter("a")]
    assert len(links) == 1 + 4  # to skip; each file of which there is something to say
    assert set(links) <= places


@pytest.mark.parametrize(
    ("config", "written", "badge"),
    [
        (Config(), False, "would be migrated"),
        (Config(write=True), True, "migrated"),
        (Config(write=True, verify=True), False, "not written"),
    ],
)
def test_a_file_is_called_migrated_only_if_it_was_written(
    config: Config,
    written: bool,  # noqa: FBT001 - of a table
    badge: str,
) -> None:
    text = whole(Html(config), [replace(real(), written=written)])
    assert f'<span class="badge migrated">{badge}</span>' in text
    assert f"<td>{badge}</td>" in text


def test_an_empty_run_is_a_page_too() -> None:
    _, root = page([])
    assert "No file needs migrating." in words(root)


def test_a_change_is_shown_with_both_lines_beside_each_other() -> None:
    _, root = page([real()])
    old, new = next(
        (words(row[1]), words(row[3]))
        for row in of_class(root, "differs")
        if "conv =" in words(row)
    )
    assert old == "conv = Convolution2D(8, 3, 3, input_shape=(3, 32, 32))"
    assert new.startswith("conv = Conv2D(8, (3, 3),")


def test_a_finding_stands_below_the_statement_it_is_about() -> None:
    _, root = page([real()])
    lines = [words(row) for row in root.find(".//table[@class='diff']/tbody") or []]
    place = next(i for i, line in enumerate(lines) if line.startswith("To do, line 5:"))
    assert lines[place - 1].startswith("6 weights=old)")
    assert lines[place].endswith("once the layer is built. keras.layers.Dense")


def test_a_file_that_does_not_change_shows_the_lines_that_need_a_person() -> None:
    source = b"from keras.layers import Dense\n\nDense(output_dim=3, weights=old)\n"
    migration = migrate(source, filename="a.py")
    assert not migration.changed
    _, root = page([Outcome("a.py", "unchanged", source, migration)])
    assert "Dense(output_dim=3, weights=old)" in [words(cell) for cell in of_class(root, "old")]


def test_source_cannot_become_part_of_the_page() -> None:
    text, root = page([real(), Outcome("<b>&.py", "failed")])
    assert "<script>alert" not in text
    assert "# <script>alert('\"&amp;')</script>" in words(root)
    assert "<b>&.py" in words(root)


def test_the_evidence_stands_with_the_decision() -> None:
    _, root = page([real()])
    said = [words(part) for part in of_class(root, "verdicts")[0].iter("dd")]
    assert said[-2:] == ["channels_first", "line 3: the shape (3, 32, 32)"]


def test_what_differs_in_a_model_is_marked_in_the_table_and_in_the_drawing(
    outcomes: list[Outcome],
) -> None:
    _, root = page(outcomes[:1])
    table = of_class(root, "layers")[0]
    assert [words(row[0]) for row in of_class(table, "differs") if row.tag == "tr"] == ["flat"]
    assert [words(cell) for cell in of_class(table, "differs") if cell.tag == "td"] == [
        "(None, 648)",
        "(None, 64)",
        "0 ≠ none",
    ]
    drawing = of_class(root, "drawing")[0]
    assert [words(level) for level in of_class(drawing, "level")] == [
        "Convolution2D (None, 8, 9, 9) Conv2D (None, 8, 9, 9) =",
        "Flatten (None, 648) Flatten (None, 64) ≠",
    ]
    assert len(of_class(drawing, "differs")) == 1


def test_the_layer_at_which_numbers_part_is_marked_and_told() -> None:
    layer = LayerRow("gate", "LSTM", "LSTM", [None, 3], [None, 3], 84, 84)
    model = ModelRow("m", 0.5, (layer,), parting=Parting("gate", (0, 1), 1.0, 1.5, 2.0, "hard"))
    proof = Verification("different", "the numbers differ", (model,))
    _, root = page([Outcome("a.py", "migrated", b"", verification=proof)])
    assert [
        words(level) for level in of_class(root, "level") if "differs" in level.get("class", "")
    ]
    (told,) = of_class(root, "error")
    assert "part at gate: 1 in the original, 1.5 in keras 3, at [0, 1]" in words(told).lower()


def test_a_wider_box_gives_out_more_values(outcomes: list[Outcome]) -> None:
    _, root = page(outcomes[:1])
    legacy, modern = (e for e in of_class(root, "level")[1] if str(e.tag).endswith("rect"))
    assert float(legacy.get("width", "0")) > float(modern.get("width", "0"))


# Who reads whom


def _layer(name: str, *reads: str) -> LayerRow:
    shape: Shape = [None, 4, 4, 8]
    return LayerRow(name, "Old", "New", shape, shape, 8, 8, legacy_reads=reads, modern_reads=reads)


def _drawn(*layers: LayerRow) -> tuple[Element, Element]:
    """The table and the drawing of a model."""
    proof = Verification("equal", "", (ModelRow("m", 0.0, layers),))
    _, root = page([Outcome("a.py", "migrated", b"", verification=proof)])
    return of_class(root, "layers")[0], of_class(root, "drawing")[0]


def _lines(drawing: Element) -> tuple[int, int]:
    """How many lines lead from a box to the next one, and how many around others."""
    paths = [element.get("d", "") for element in of_class(drawing, "edge")]
    around = sum("H" in path for path in paths)
    return len(paths) - around, around


def test_a_sequence_is_drawn_as_one_line_of_boxes() -> None:
    table, drawing = _drawn(_layer("a"), _layer("b", "a"), _layer("c", "b"))
    assert _lines(drawing) == (4, 0)
    assert "Reads" not in words(table)


def test_branches_are_seen_and_the_table_names_them() -> None:
    layers = _layer("stem"), _layer("one", "stem"), _layer("two", "stem")
    table, drawing = _drawn(*layers, _layer("join", "one", "two"))
    assert _lines(drawing) == (4, 4)  # on each side stem-one and two-join; stem-two and one-join
    assert [words(row[-1]) for row in table[1]] == ["the input", "stem", "stem", "one, two"]


def test_lines_around_others_do_not_run_into_one_another() -> None:
    found = {(jump.start, jump.end): jump.lane for jump in lanes([(0, 3), (0, 2), (3, 5), (1, 4)])}
    assert found == {(0, 2): 0, (3, 5): 0, (0, 3): 1, (1, 4): 2}


def test_a_net_as_dense_as_it_gets_has_no_more_than_a_dozen_lanes() -> None:
    found = lanes([(a, b) for a in range(20) for b in range(a + 2, 20)])
    assert {jump.lane for jump in found} == set(range(12))


# Beside each other


def shown(found: list[Row]) -> list[tuple[int | None, int | None]]:
    return [(row.old and row.old.number, row.new and row.new.number) for row in found]  # type: ignore[misc]


def test_lines_that_are_alike_stand_beside_each_other() -> None:
    before = "a = 1\nx = Old(one, two)\nb = 2\n"
    after = "a = 1\ny = 5\nx = New(one, two)\nb = 2\n"
    assert shown(rows(before, after, [], "a.py")) == [
        (1, 1),
        (None, 2),
        (2, 3),
        (3, 4),
    ]
    assert shown(rows(before, after.rstrip("\n"), [], "a.py"))[-1] == (4, None)


def test_what_is_far_from_a_change_is_left_out_and_counted() -> None:
    lines = [f"x{number} = 0" for number in range(30)]
    found = rows("\n".join(lines), "\n".join([*lines[:15], "y = 1", *lines[16:]]), [], "a.py")
    assert [row.skipped for row in found if row.skipped] == [12, 11]
    assert len([row for row in found if row.old]) == 7


def test_a_note_brings_its_line_into_sight() -> None:
    text = "\n".join(f"x{number} = 0" for number in range(30))
    found = rows(text, text, [Note("notice", "line 20", 20, "Look.", "x")], "a.py")
    assert [row.old.number for row in found if row.notes and row.old] == [20]


def test_only_the_words_that_differ_are_marked() -> None:
    (row,) = rows("    f(old, same)", "  f(new, same)", [], "a.py")
    assert row.old
    assert str(row.old.html) == "    f(<mark>old</mark>, same)"


# Reading it


def colours(mode: str) -> dict[str, str]:
    """The variables of the style sheet, of light or of dark."""
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, flags=re.DOTALL)[:2]
    return dict(re.findall(r"--([\w-]+): (#\w{6})", dark if mode == "dark" else light))


def luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: str, ground: str) -> float:
    """The ratio of WCAG 2; 4.5 is asked for text."""
    dark, light = sorted((luminance(text), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_text_can_be_read_on_every_ground_it_stands_on(mode: str) -> None:
    named = colours(mode)
    code = ["text", "keyword", "string", "comment", "number", "function", "builtin", "decorator"]
    pairs = [(text, ground) for text in code for ground in ("page", "old", "new")]
    pairs += [("text", ground) for ground in ("old-mark", "new-mark", "soft", "change-soft")]
    pairs += [
        ("urgent", "urgent-soft"),
        ("urgent", "page"),
        ("good", "good-soft"),
        ("link", "page"),
    ]
    pairs += [
        ("quiet", "page"),
        ("quiet", "soft"),
        ("text", "urgent-soft"),
        ("text", "notice-soft"),
    ]
    poor = [pair for pair in pairs if contrast(named[pair[0]], named[pair[1]]) < 4.5]
    assert poor == []


def test_headings_leave_out_no_level(outcomes: list[Outcome]) -> None:
    _, root = page([*outcomes, real()])
    levels = [int(e.tag[1]) for e in root.iter() if re.fullmatch(r"h\d", str(e.tag))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_of_it_is_imported_for_other_reports() -> None:
    code = (
        "import sys; from migrator.config import Config; from migrator.reports import report;"
        "report([], Config());"
        "print(sorted({'jinja2', 'pygments', 'markupsafe', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
