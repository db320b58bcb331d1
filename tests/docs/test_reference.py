import dataclasses
import re

import click
import pytest
import yaml

from kbtool import settings
from kbtool.cli import main
from kbtool.model.article import Article
from tests.docs import cli_page, problem_codes, settings_page
from tests.docs.generate import PAGES
from tests.docs.repository import DOCS, PACKAGE

COMMANDS = [name for names in main.SECTIONS.values() for name in names]


def read(name):
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_from_the_code_is_up_to_date(name):
    assert read(name) == PAGES[name](), "run: python -m tests.docs.generate"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_explains_itself(name):
    pending = [(f"kbtool {name}", cli_page.load(name))]
    while pending:
        words, command = pending.pop()
        assert command.help, words
        assert re.search(rf"^#+ {words}$", read("reference/cli.md"), re.MULTILINE), words
        silent = [item.name for item in command.params if isinstance(item, click.Option) and not item.help]
        assert silent == [], words
        if isinstance(command, click.Group):
            pending += [(f"{words} {sub}", child) for sub, child in command.commands.items()]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_writes_can_be_tried_and_what_lists_speaks_json(command):
    writing = {"init", "ingest", "adopt", "draft", "publish"}
    listing = {"doctor", "ingest", "inbox", "adopt", "draft", "review", "publish", "check", "search"}
    options = {option for item in cli_page.load(command).params for option in item.opts}

    assert command not in writing or "--dry-run" in options
    assert command not in listing or "--json" in options


def test_every_exit_code_is_documented():
    codes = [value for name, value in vars(main).items() if name.startswith("EXIT_")]

    assert [code for code in codes if f"| {code} |" not in read("reference/cli.md")] == []


@pytest.mark.parametrize("record", settings_page.RECORDS)
def test_every_setting_is_described(record):
    names = {item.name for item in dataclasses.fields(record)}

    assert set(settings_page.descriptions(record)) == names


def test_the_example_of_the_settings_uses_every_key_and_is_valid():
    example = yaml.safe_load(settings_page.EXAMPLE)
    made = settings.from_options(example["plugins"][1]["kbtool"])
    csv = made.sources[1]
    written = settings_page.EXAMPLE

    assert csv.tickets is not None
    assert csv.messages is not None
    missing = [
        item.name
        for record in settings_page.RECORDS
        for item in dataclasses.fields(record)
        if f"{item.name}:" not in written and (record, item.name) != (settings.Category, "names")
    ]
    assert missing == []


def test_every_environment_variable_is_documented():
    source = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    used = re.findall(r"\"(KBTOOL_[A-Z_]+)\"", source)

    assert [name for name in used if f"`{name}`" not in read("reference/settings.md")] == []


def test_every_problem_code_is_documented_and_every_documented_one_exists():
    assert sorted(problem_codes.codes_in_source()) == sorted(problem_codes.recipes())


@pytest.mark.parametrize("code", problem_codes.recipes())
def test_the_example_of_a_problem_code_is_what_kbtool_prints(code):
    recipe = problem_codes.recipes()[code]

    assert recipe["means"]
    assert recipe["do"]
    assert problem_codes.printed(code, recipe)


def test_every_field_of_an_article_is_documented():
    not_written = {"path", "body", "meta", "body_line", "key_lines"}
    page = read("reference/article-format.md")
    fields = [item.name for item in dataclasses.fields(Article) if item.name not in not_written]

    assert [name for name in fields if f"`{name}`" not in page] == []
