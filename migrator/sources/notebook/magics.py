"""What IPython understands and Python does not, hidden from the engine and put back after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from migrator.patterns import regex
from migrator.sources.lines import split_lines

_CELL = regex(r"\s*%%(\w+)")
_AROUND_PYTHON = frozenset(
    {"time", "timeit", "capture", "prun", "memit", "mprun", "lprun", "snakeviz", "pyinstrument"}
    | {"scalene", "heat", "debug", "wandb", "python", "python2", "python3"}
)
_BEFORE_CODE = regex(
    r"(?P<indent>\s*)(?P<magic>%(?:time|timeit|prun|memit|lprun|snakeviz)"
    r"(?:[ \t]+-\w+(?:[ \t]+\d+(?=[ \t]))?)*[ \t]+)(?=[^\s%!-])"
)
_ASSIGNED = regex(r"(?P<target>\s*[A-Za-z_][\w.,\[\] \t]*=[ \t]*)[%!][^=].*")
_TIMED_VALUE = regex(
    rf"(?P<target>\s*[A-Za-z_][\w.,\[\] \t]*=[ \t]*){_BEFORE_CODE.pattern.partition(')')[2]}"
)
_SETTING = regex(
    r"(?P<indent>\s*)%(?:set_)?env[ \t]+(?P<name>\w+)(?:[ \t]*=[ \t]*|[ \t]+)(?P<value>[^\s=]+)"
)
_LINE = regex(r"\s*(?:[%!?]|[^#]*\?\s*$)")
_MASK = regex(r"(?<![^\r\n])[^\r\n]*# kmigrate_mask_(\d+)[^\r\n]*")  # a whole line
_TIMED = regex(r"if 7000(\d+): |\b7000(\d+) or ")
_TOKEN = regex(r"#[^\n]*|(?P<quote>\"\"\"|'''|[\"'])|[\[({]|[\])}]|\\\n|\n|[^#\"'\[({\])}\\\n]+|.")
_STRING = {quote: regex(rf"(?:\\.|(?!{quote}).)*", re.DOTALL) for quote in ('"""', "'''")} | {
    quote: regex(rf"(?:\\.|[^{quote}\n\\])*", re.DOTALL) for quote in "\"'"
}


class LostMagic(Exception):  # noqa: N818 - it says what is the case, not what failed
    """A hidden part is not, or not once, in a text that it is to be put back into."""


@dataclass
class Masks:
    """The parts that were hidden, each by its number."""

    hidden: list[str]

    def hide(self, source: str, *, whole: bool) -> str:
        """Hide the magics of a cell; but what `%time` is about stays in sight, unless `whole`."""
        lines = split_lines(source)
        starts = set(_logical_lines(source))
        continued = False
        for index, line in enumerate(lines):
            content = line.rstrip("\r\n")
            masked = None
            if continued:
                masked = self._kept(content, "# ")
            elif index in starts:
                masked = self._hidden(content, whole=whole)
            continued = masked is not None and content.endswith("\\") and "# km" in masked
            lines[index] = line if masked is None else masked + line[len(content) :]
        return "".join(lines)

    def _hidden(self, line: str, *, whole: bool) -> str | None:
        """Return what stands for a line, if it is no Python."""
        before_code = None if whole else _BEFORE_CODE.match(line)
        if before_code:
            self.hidden.append(before_code["magic"])
            number, code = len(self.hidden) - 1, line[before_code.end() :]
            return f"{before_code['indent']}if 7000{number}: {code}"
        timed = None if whole else _TIMED_VALUE.match(line)
        if timed:
            self.hidden.append(timed["magic"])
            number, code = len(self.hidden) - 1, line[timed.end() :]
            return f"{timed['target']}7000{number} or {code}"
        setting = _SETTING.fullmatch(line.rstrip())
        if setting:
            name, value = setting["name"], setting["value"].strip("\"'")
            return self._kept(line, f"{setting['indent']}globals()[{name!r}] = {value!r}  # ")
        assigned = _ASSIGNED.match(line)
        if assigned:
            return self._kept(line, f"{assigned['target']}get_ipython()  # ")
        if _LINE.match(line):
            indent = line[: len(line) - len(line.lstrip())]
            return self._kept(line, f"{indent}pass  # ")
        return None

    def _kept(self, line: str, stand_in: str) -> str:
        self.hidden.append(line)
        return f"{stand_in}kmigrate_mask_{len(self.hidden) - 1}"

    def restore(self, text: str) -> str:
        """Put the hidden parts back.

        Raises:
            LostMagic: one of them is not there, or twice.
        """
        timed = ("".join(numbers) for numbers in _TIMED.findall(text))
        numbers = [int(n) for n in (*_MASK.findall(text), *timed)]
        if sorted(numbers) != list(range(len(self.hidden))):
            raise LostMagic
        text = _MASK.sub(lambda match: self.hidden[int(match.group(1))], text)
        return _TIMED.sub(lambda match: self.hidden[int(match[1] or match[2])], text)


def without_magics(text: str) -> str:
    """Return a script that Python can run, where IPython's part has nothing to say."""
    return text.replace("get_ipython()  # kmigrate_mask", "None  # kmigrate_mask")


def cell_magic(source: str) -> str:
    """Return the name of the magic that a whole cell is for; nothing if there is none."""
    match = _CELL.match(source)
    return match.group(1) if match else ""


def holds_python(magic: str) -> bool:
    """Whether what stands below a cell magic is Python, run in the notebook's namespace."""
    return magic in _AROUND_PYTHON


def head_of(source: str) -> str:
    """Return the lines of a cell down to its cell magic."""
    match = _CELL.match(source)
    if match is None:
        return ""
    end = source.find("\n", match.end())
    return source if end < 0 else source[: end + 1]


def dedented(body: str) -> tuple[str, str]:
    """Return the indentation of a cell's first line, which IPython ignores, and the cell without.

    A cell with lines that have less is returned as it is.
    """
    lines = split_lines(body)
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    if not indent or not all(line.startswith(indent) for line in lines if line.strip()):
        return "", body
    return indent, "".join(line.removeprefix(indent) if line.strip() else line for line in lines)


def _logical_lines(source: str) -> Iterator[int]:
    """Yield the lines, from 0, that begin outside strings and brackets."""
    depth = line = at = 0
    yield 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        assert match is not None  # noqa: S101 - its alternatives take any character
        text, at = match.group(), match.end()
        if match["quote"]:
            end = _string_end(source, at, text)
            line += source.count("\n", at, end)
            at = end
        elif text in "[({":
            depth += 1
        elif text in "])}":
            depth = max(0, depth - 1)
        elif text.endswith("\n"):
            line += 1
            if text == "\n" and depth == 0:
                yield line


def _string_end(source: str, at: int, quote: str) -> int:
    """Return where a string ends; one of single quotes ends with its line at the latest."""
    match = _STRING[quote].match(source, at)
    end = match.end() if match else at
    return end + len(quote) if source.startswith(quote, end) else end
