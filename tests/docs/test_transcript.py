from textwrap import dedent

import pytest

from tests.docs.transcript import Session, Typed, commands, matches, updated

PAGE = dedent("""\
    Some words.

    ```console
    $ printf 'grün\\nrot\\n'
    grün
    rot
    $ printf '%s' \\
        lang
    lang
    ```

    ```sh
    $ not run
    ```

    1. In a list:

       ```console
       $ mkdir ordner
       $ cd ordner
       $ printf 'Zeile %s\\n' 1 2 3
       …
       $ false
       $ echo $?
       1
       ```
    """)


def test_only_console_blocks_are_typed():
    assert [item.command for item in commands(PAGE)] == [
        r"printf 'grün\nrot\n'",
        "printf '%s' lang",
        "mkdir ordner",
        "cd ordner",
        r"printf 'Zeile %s\n' 1 2 3",
        "false",
        "echo $?",
    ]


def test_a_page_that_tells_the_truth_passes(tmp_path):
    outcomes = list(Session(tmp_path).run(commands(PAGE)))

    assert [str(outcome) for outcome in outcomes if not outcome.is_as_shown] == []
    assert (tmp_path / "ordner").is_dir()


@pytest.mark.parametrize(
    ("expected", "output", "same"),
    [
        ((), (), True),
        ((), ("mehr",), False),
        (("…",), (), True),
        (("…",), ("eins", "zwei"), True),
        (("…", "zwei"), ("eins", "zwei"), True),
        (("…", "zwei"), ("zwei", "eins"), False),
        (("geprüft am ….",), ("geprüft am 23. November.",), True),
        (("a (b) [c] $?",), ("a (b) [c] $?  ",), True),
        (("🖨️ …", "", "Ende"), ("🖨️ druckt", "", "Ende"), True),
        (("a…b",), ("a\n", "b"), False),
    ],
)
def test_an_ellipsis_stands_for_lines_or_for_text(expected, output, same):
    assert matches(expected, output) is same


def test_an_exit_code_that_is_not_shown_must_be_zero(tmp_path):
    (outcome,) = Session(tmp_path).run([Typed(1, "exit 3", ())])

    assert not outcome.is_as_shown
    assert "exit code 3, expected 0" in str(outcome)


def test_kbtool_is_the_one_of_this_python_and_sees_no_settings_of_the_developer(tmp_path, monkeypatch):
    monkeypatch.setenv("KBTOOL_REVIEWER", "developer")
    page = [
        Typed(1, "kbtool --version", ("kbtool, version …",)),
        Typed(2, "echo ${KBTOOL_REVIEWER:-nobody}", ("nobody",)),
    ]

    assert [str(item) for item in Session(tmp_path).run(page) if not item.is_as_shown] == []


def test_updating_a_page_changes_only_what_differs(tmp_path):
    page = "```console\n$ echo neu\nalt\nälter\n$ echo gut\n…\n```\n"

    outcomes = list(Session(tmp_path).run(commands(page)))

    assert updated(page, outcomes) == "```console\n$ echo neu\nneu\n$ echo gut\n…\n```\n"
