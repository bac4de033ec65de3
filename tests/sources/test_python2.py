"""Python 2 becomes Python 3 before Keras 1 becomes Keras 3, and the report keeps them apart."""

from __future__ import annotations

import textwrap

import pytest

from migrator import Migration, Options, migrate
from migrator.errors import UnparsableError
from migrator.knowledge import KERAS_1
from migrator.options import Py2
from migrator.sources.python2.convert import to_python_3

HEAD = "from keras.layers import Dense\n"


def migrated(body: str, py2: Py2 = "auto") -> Migration:
    return migrate(HEAD + textwrap.dedent(body), options=Options(py2=py2))


def result(body: str, py2: Py2 = "auto") -> str:
    return migrated(body, py2).source.removeprefix(HEAD)


def test_changes_for_python_stand_where_the_author_wrote_them() -> None:
    body = """\
        import sys
        print "a"
        if reduce(max, [1, 2]) > 1:
            model.add(Dense(8, init='one')); x = unicode(3)
    """
    rules = {(c.rule, c.span.line, c.span.column) for c in migrated(body).changes}
    assert {
        ("python2.print", 3, 0),
        ("python2.reduce", 4, 3),
        ("keras.layers.Dense", 5, 14),
        ("python2.unicode", 5, 41),
    } <= rules
    assert "from functools import reduce" in result(body)


def test_lines_in_evidence_are_those_of_the_input() -> None:
    migration = migrated("print 1, reduce(max, [2])\nDense(8, init='uniform')\n")
    assert migration.dialect.evidence == ("3: init=",)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_stay(newline: str) -> None:
    text = (HEAD + "import sys\nprint 'a'\nx = reduce(max, [1])\n").replace("\n", newline)
    after = migrate(text).source
    assert after.replace(newline, "") == migrate(text.replace(newline, "\n")).source.replace(
        "\n", ""
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_stay_where_python_2_is_only_reported(newline: str) -> None:
    body = "x = reduce(max, [1])\nmodel.add(Dense(8, init='one'))\n"
    plain, after = migrate(HEAD + body), migrate((HEAD + body).replace("\n", newline))
    assert after.source == plain.source.replace("\n", newline)
    assert after.findings == plain.findings != ()


def test_mixed_newlines_stay_line_by_line() -> None:
    text = HEAD + "a = 1\r\nprint a\nprint 2\r\nb = 3\n"
    assert migrate(text).source == HEAD + "a = 1\r\nprint(a)\nprint(2)\r\nb = 3\n"


def test_encoding_and_byte_order_mark_stay() -> None:
    latin = b"# -*- coding: latin-1 -*-\nimport keras\nprint '\xe9'\n"
    assert migrate(latin).data == b"# -*- coding: latin-1 -*-\nimport keras\nprint('\xe9')\n"
    marked = b"\xef\xbb\xbfimport keras\nprint '\xc3\xa9'"
    assert migrate(marked).data == b"\xef\xbb\xbfimport keras\nprint('\xc3\xa9')"


def test_off_leaves_python_2_alone() -> None:
    with pytest.raises(UnparsableError, match="Not Python 3"):
        migrated("print 'a'", "off")


def test_what_does_not_name_keras_is_left_alone() -> None:
    text = b"\xef\xbb\xbfprint 'a'\r\nx = 012\n"
    migration = migrate(text)
    assert migration.data == text
    assert not migration.changed
    assert not migration.findings


def test_what_is_neither_is_an_error_of_python_3_with_its_line() -> None:
    with pytest.raises(UnparsableError) as caught:
        migrated("print 'a'\ndef f(:\n")
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("xs = range(3)", "xs = list(range(3))"),
        ("for x in range(3): pass", "for x in range(3): pass"),
        ("n = len(range(3))", "n = len(range(3))"),
        ("n = len(d.keys())", "n = len(d.keys())"),
        ("n = len(zip(a, b))", "n = len(list(zip(a, b)))"),
        ("if k in d.keys(): pass", "if k in d.keys(): pass"),
        ("xs = [k for k in d.items()]", "xs = [k for k in d.items()]"),
        ("for k in d.keys(): use(k)", "for k in d.keys(): use(k)"),
        ("for k in d.keys(): del d[k]", "for k in list(d.keys()): del d[k]"),
        ("m = dict(zip(a, b))", "m = dict(zip(a, b))"),
        ("node.next = node.next.next", "node.next = node.next.next"),
        ("x, y = it.next()[0]", "x, y = next(it)[0]"),
        ("x.unicode = f(unicode=1)", "x.unicode = f(unicode=1)"),
        (r"s = ur'\d'", r"s = r'\d'"),
        (r"s = 'C:\users'", r"s = 'C:\\users'"),
        ("s = u'kept'", "s = u'kept'"),
    ],
)
def test_lists_are_made_where_lists_are_needed(before: str, after: str) -> None:
    assert result(f"print 0\n{before}\n") == f"print(0)\n{after}\n"


def test_tabs_stay_where_they_leave_no_doubt() -> None:
    certain = "def f(a):\n\tx = g(1,\n   2)\n\tif a:\n\t    return x\n"
    doubtful = "def h(a):\n    if a:\n\treturn 1\n"
    expected = doubtful.replace("\t", "        ")
    assert result(f"print 0\n{certain}{doubtful}") == f"print(0)\n{certain}{expected}"


def test_names_that_the_file_binds_are_its_own() -> None:
    own = "def map(f, xs): return xs\ndef reduce(x): return x\nprint(map(1, reduce(2)))\n"
    assert result(f"print 0\n{own}") == f"print(0)\n{own}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("n = 7 / 2", "n = 7 // 2"),
        ("n = 7 / 2.", "n = 7 / 2."),
        ("n = len(x) / 2", "n = len(x) // 2"),
        ("rows, cols = x.shape\nn = rows / 2", "rows, cols = x.shape\nn = rows // 2"),
        ("for i in range(9): f(i / 3)", "for i in range(9): f(i // 3)"),
        ("n = 8\nn /= 2", "n = 8\nn //= 2"),
        ("y = x[:n / 2]", "y = x[:n // 2]"),
        ("y = [0] * (n / 2)", "y = [0] * (n // 2)"),
        ("y = Dense(n / 2)", "y = Dense(n // 2)"),
        ("half = n / 2\ny = range(half)", "half = n // 2\ny = list(range(half))"),
        ("h, w = a / 2, b / 2\nz = Dense(w)", "h, w = a / 2, b // 2\nz = Dense(w)"),
        ("n = (7  # seven\n     / 2)", "n = (7  # seven\n     // 2)"),
        ("y = x.reshape(p / 2, 3)", "y = x.reshape(p // 2, 3)"),
        (
            "import numpy as np\ny = np.reshape(x / 100, (p / 2, 3))",
            "import numpy as np\ny = np.reshape(x / 100, (p // 2, 3))",
        ),
        ("y = f(p / 2)", "y = f(p / 2)"),
        ("y = '%f' % (sum(a) / sum(b))", "y = '%f' % (sum(a) / sum(b))"),
        ("y = 2 ** (p / q)", "y = 2 ** (p / q)"),
    ],
)
def test_whole_numbers_are_divided_as_they_were(before: str, after: str) -> None:
    assert result(f"print 0\n{before}\n") == f"print(0)\n{after}\n"


def test_a_division_that_cannot_be_told_is_said() -> None:
    found = [f for f in migrated("print 0\ny = f(p / 2)\n").findings if "division" in f.rule]
    assert [(f.span.line, f.severity) for f in found] == [(3, "notice")]


def test_true_division_is_what_the_file_asked_for() -> None:
    future = "from __future__ import division\nprint 0\nn = 7 / 2\n"
    assert "7 / 2" in migrate(future + HEAD).source


@pytest.mark.parametrize(
    "line",
    [
        "print(1), print(2)",
        "print",
        "x = print",
        "[print(x) for x in y]",
        "print(x) if y else None",
    ],
)
def test_look_alikes_of_print_statements_are_python_3(line: str) -> None:
    expected = "print()" if line == "print" else line
    assert result(f"{line}\n") == f"{expected}\n"


def test_valid_python_3_is_not_searched_for_what_both_have() -> None:
    text = "xs = map(str, d.items())\ny = 7 / 2\n"
    assert migrated(text).findings == ()
    assert result(text, "full") == text


HALF = "for i in xrange(3):\n    x = 7 / 2\n    y = x / i\n"


def test_full_divides_whole_numbers_in_files_that_parse_as_python_3() -> None:
    found = migrated(HALF, "full")
    assert found.source == HEAD + "for i in range(3):\n    x = 7 // 2\n    y = x // i\n"


def test_without_it_such_a_division_is_said() -> None:
    found = migrated(HALF)
    assert found.source == HEAD + HALF
    assert ("python2.division", 3) in {(f.rule, f.span.line) for f in found.findings}


def test_what_only_its_syntax_was_converted_of_is_said_to_be_left() -> None:
    found = migrated("print 1\nfor i in xrange(3): pass\n", "syntax")
    assert found.source == HEAD + "print(1)\nfor i in xrange(3): pass\n"
    assert [(f.rule, f.span.line) for f in found.findings] == [("python2.xrange", 3)]


def test_metaclasses_are_kept() -> None:
    body = "class A(object):\n    __metaclass__ = M\n    def f(self):\n        print 1\n"
    expected = "class A(object, metaclass=M):\n    def f(self):\n        print(1)\n"
    assert result(body) == expected


def test_methods_that_only_python_2_called_are_said() -> None:
    body = """\
        class A(object):
            def __cmp__(self, other):
                print 1
            def __div__(self, other): pass
            def __truediv__(self, other): pass
    """
    found = migrated(body).findings
    assert [(f.rule, f.span.line, f.severity) for f in found] == [("python2.cmp", 3, "action")]


def test_a_loop_of_a_notebook_for_python_2_that_was_converted_before_stays() -> None:
    loop = "for k, v in d.items():\n    d[k] = v + 1\n"
    text = f"{loop}first = d.keys()[0]\n"
    found = to_python_3(text, "auto", KERAS_1, known=True)
    assert found.text == f"{loop}first = list(d.keys())[0]\n"


def test_a_range_that_is_passed_on_may_have_been_an_xrange_in_a_notebook_for_python_2() -> None:
    text = "show(xrange(3), range(4))\nlines = range(5)\n"
    once = to_python_3(text, "auto", KERAS_1, known=True).text
    assert once == "show(range(3), range(4))\nlines = list(range(5))\n"
    assert to_python_3(once, "auto", KERAS_1, known=True).text == once


@pytest.mark.parametrize(
    ("old", "new"), [("cPickle", "pickle"), ("Queue", "queue"), ("anydbm", "dbm")]
)
def test_a_file_of_one_module_that_was_renamed(old: str, new: str) -> None:
    body = f"import {old}\nprint {old}.load(f)\nwith open('f') as f:\n    {old}.load(f)\n"
    assert (
        result(body)
        == f"import {new}\nprint({new}.load(f))\nwith open('f') as f:\n    {new}.load(f)\n"
    )
