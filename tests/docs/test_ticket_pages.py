"""The pages on ticket files and CSV say what the code does."""

import json
import re
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

from kbtool.model.columns import MESSAGE_COLUMNS, TICKET_COLUMNS
from kbtool.model.ticket import Role, Ticket
from kbtool.model.ticket_json import from_dict, to_dict
from kbtool.settings import from_options
from kbtool.sources import reading

ROOT = Path(__file__).resolve().parents[2]
FORMAT = (ROOT / "docs/reference/ticket-format.md").read_text(encoding="utf-8")
CSV = (ROOT / "docs/guide/howto/ingest-csv.md").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "kbtool/scaffold/ticket.schema.json").read_text(encoding="utf-8"))


def blocks(page, kind):
    return re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)


def test_example_ticket_is_what_the_schema_and_the_reader_take():
    record = json.loads(blocks(FORMAT, "json")[0])
    Draft202012Validator(SCHEMA).validate(record)
    assert to_dict(from_dict(record))["accepted_answer"] == "13"


def test_every_key_of_the_schema_is_documented():
    keys = [
        *SCHEMA["properties"],
        *SCHEMA["$defs"]["message"]["properties"],
        *SCHEMA["$defs"]["person"]["properties"],
    ]
    assert [key for key in keys if f"`{key}`" not in FORMAT] == []


def test_every_field_of_a_table_is_documented():
    assert [field for field in sorted(TICKET_COLUMNS | MESSAGE_COLUMNS) if f"`{field}`" not in CSV] == []


def test_example_of_the_forum_is_read_as_the_page_says(tmp_path):
    (tmp_path / "tickets").mkdir()
    for name, text in zip(("questions", "answers"), blocks(CSV, "text")[0].split("\n\n"), strict=True):
        (tmp_path / f"tickets/{name}.csv").write_text(text, encoding="utf-8")
    (source,) = from_options(yaml.safe_load(blocks(CSV, "yaml")[0])).sources
    reading.check(source, tmp_path)
    (ticket,) = reading.read(source, tmp_path)
    assert isinstance(ticket, Ticket)
    assert ticket.accepted_answer == "1627774"
    assert [message.role for message in ticket.messages] == [Role.CUSTOMER, Role.CUSTOMER]


def test_other_mappings_of_the_page_are_valid():
    assert from_options(yaml.safe_load(blocks(CSV, "yaml")[1])).sources[0].tickets is not None
    lists = yaml.safe_load(blocks(CSV, "yaml")[2])
    table = {"path": "x", "columns": {"id": "Nr"}}
    messages = {"path": "y", "columns": {"ticket": "Nr", "body": "Text"}, **lists["messages"]}
    options = {"name": "rt", "type": "csv", "tickets": {**table, **lists["tickets"]}, "messages": messages}
    assert from_options({"sources": [options]}).sources[0].messages is not None
