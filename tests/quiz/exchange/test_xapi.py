import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from kbtool.model.quiz import Answer, ItemType
from kbtool.quiz.exchange import xapi

HOME = "https://help.example.com/"
GIVEN = Answer(
    trainee="9f2c51aa03b7",
    item="q-abc234",
    version=2,
    option="b",
    is_right=True,
    is_scored=True,
    at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    seconds=12.345,
    article="vpn-bricht-ab",
    type=ItemType.CAUSE,
    topic="network/vpn",
    lang="de",
)


def changed(**fields):
    return type(GIVEN)(**{**{name: getattr(GIVEN, name) for name in GIVEN.__slots__}, **fields})


def test_an_answer_becomes_a_statement_about_a_pseudonym():
    said = xapi.statement(GIVEN, HOME)

    assert said["actor"] == {"objectType": "Agent", "account": {"homePage": HOME, "name": "9f2c51aa03b7"}}
    assert said["verb"]["id"] == "http://adlnet.gov/expapi/verbs/answered"
    assert said["object"]["id"] == "https://help.example.com/quiz/items/q-abc234/2"
    assert said["result"]["response"] == "b"
    assert said["result"]["duration"] == "PT12.35S"
    assert said["result"]["score"]["scaled"] == 1
    assert said["timestamp"] == "2026-11-23T09:30:00.000000Z"
    assert "mbox" not in json.dumps(said)


def test_the_same_answer_gives_the_same_line_in_any_time_zone():
    berlin = changed(at=GIVEN.at.astimezone(timezone(timedelta(hours=1))))

    assert xapi.line(berlin, HOME) == xapi.line(GIVEN, HOME)


@pytest.mark.parametrize(
    "other",
    [{"item": "q-xyz234"}, {"version": 3}, {"trainee": "0000"}, {"at": datetime(2026, 11, 24, tzinfo=UTC)}],
)
def test_every_attempt_at_every_item_has_an_id_of_its_own(other):
    assert xapi.statement(changed(**other), HOME)["id"] != xapi.statement(GIVEN, HOME)["id"]


def test_an_unsure_answer_has_no_response_and_no_point():
    result = xapi.statement(changed(option="", is_right=False, seconds=-1.0), HOME)["result"]

    assert "response" not in result
    assert (result["success"], result["score"]["scaled"], result["duration"]) == (False, 0, "PT0.00S")


@pytest.mark.parametrize(
    ("kind", "option", "interaction", "response"),
    [
        (ItemType.CAUSE, "b", "choice", "b"),
        (ItemType.DATA, "a,c", "choice", "a[,]c"),
        (ItemType.ORDER, "c,a,b", "sequencing", "c[,]a[,]b"),
        (ItemType.RECALL, "ping, dann warten", "fill-in", "ping, dann warten"),
    ],
)
def test_every_form_is_the_interaction_that_xapi_has_for_it(kind, option, interaction, response):
    said = xapi.statement(changed(type=kind, option=option), HOME)

    definition = said["object"]["definition"]
    assert (definition["interactionType"], said["result"]["response"]) == (interaction, response)
    assert definition["correctResponsesPattern"] == [response]


@pytest.mark.parametrize(
    ("kind", "accepted", "pattern"),
    [
        (ItemType.CAUSE, ("c",), ["c"]),
        (ItemType.DATA, ("a,c",), ["a[,]c"]),
        (ItemType.ORDER, ("a,b,c",), ["a[,]b[,]c"]),
        (ItemType.RECALL, ("net use", "net.exe use"), ["net use", "net.exe use"]),
    ],
)
@pytest.mark.parametrize("option", ["b", ""])
def test_every_statement_says_what_was_right(kind, accepted, pattern, option):
    given = changed(type=kind, option=option, is_right=False, accepted=accepted)

    assert xapi.statement(given, HOME)["object"]["definition"]["correctResponsesPattern"] == pattern


def test_a_wrong_answer_of_before_does_not_say_what_is_right():
    definition = xapi.statement(changed(is_right=False), HOME)["object"]["definition"]

    assert "correctResponsesPattern" not in definition


def test_of_a_written_reply_only_the_ticked_points_are_told():
    said = xapi.statement(changed(type=ItemType.REPLY, option="a,c"), HOME)

    assert said["object"]["definition"]["interactionType"] == "long-fill-in"
    assert "response" not in said["result"]
    assert said["context"]["extensions"][f"{HOME}xapi/points"] == ["a", "c"]


def test_an_answer_without_article_and_topic_has_no_empty_context():
    assert xapi.statement(changed(article="", topic=""), HOME)["context"]["contextActivities"] == {}


def test_statements_are_counted_by_their_ids():
    assert xapi.count([xapi.line(GIVEN, HOME)] * 2 + [xapi.line(changed(version=9), HOME)]) == 2


@pytest.mark.parametrize("line", ["", "[]", '{"id": "x"}', '{"id": 7}', "{"])
def test_a_line_that_is_no_statement_is_named(line):
    with pytest.raises(ValueError, match="line 2 is no statement"):
        xapi.count([xapi.line(GIVEN, HOME), line])
