import math

import pytest

from kbtool.search import analysis, scoring, typos
from kbtool.search.scoring import Collection, Field


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Straße", "STRASSE", "de"),
        ("hängt", "haengt", "de"),
        ("löschen", "loeschen", "de"),
        ("Übersicht", "Uebersicht", "de"),
        ("U\u0308bersicht", "Übersicht", "de"),  # a combining mark
        ("ﬁnden", "finden", "de"),  # a ligature
        ("can't", "cant", "en"),
        ("résumé", "resume", "en"),
    ],
)
def test_spellings_of_one_word_are_one_word(one, other, lang):
    assert analysis.parts(one, lang) == analysis.parts(other, lang)


def test_sharp_s_stays_two_letters():
    assert analysis.fold("Maße", "de") == "masse" != analysis.fold("Mase", "de")


@pytest.mark.parametrize("word", ["neue", "steuer", "quelle", "bauer", "treue"])
def test_an_e_behind_a_diphthong_is_no_umlaut(word):
    assert analysis.fold(word, "de") == word


def test_english_keeps_its_e():
    assert analysis.fold("goes", "en") == "goes"


@pytest.mark.parametrize(
    ("forms", "lang"), [(("Drucker", "Druckern", "Druckers"), "de"), (("print", "printing", "prints"), "en")]
)
def test_forms_of_a_word_have_one_stem(forms, lang):
    assert len({analysis.stem(analysis.fold(form, lang), lang) for form in forms}) == 1


def test_stop_words_are_known_in_their_folded_form():
    assert all(analysis.is_stop(word, "de") for word in ("fur", "uber", "der", "nicht"))
    assert analysis.is_stop("dont", "en")
    assert not analysis.is_stop("drucker", "de")


def test_hyphenated_words_count_in_parts_and_as_one():
    assert analysis.words("WLAN-Passwort", "de") == ["wlan", "passwort", "wlanpasswort"]


def test_a_word_without_end_is_cut():
    assert analysis.parts("a" * 10_000, "en") == ["a" * analysis.MAX_WORD]


def test_text_in_any_script_has_words():
    assert analysis.parts("مرحبا 日本 🖨️ Ω", "en") == ["مرحبا", "日本", "ω"]
    assert analysis.parts("\ud800\x00", "en") == []


def _postings(texts):
    def postings(field, term):
        found = {number: words.count(term) for number, words in enumerate(texts[field])}
        return {number: count for number, count in found.items() if count}

    return postings


def _score(terms, fields, texts):
    lengths = {name: [len(words) for words in texts[name]] for name in fields}
    return scoring.bm25f(terms, fields, Collection(lengths), _postings(texts))


def test_bm25f_is_the_published_formula():
    texts = {"title": [["vpn"], ["toner"]], "body": [["vpn", "vpn", "bricht", "ab"], ["toner", "vpn"]]}
    fields = {"title": Field(weight=2.0), "body": Field()}

    scores = _score(["vpn"], fields, texts)

    tf = 2 * 1 / (0.25 + 0.75 * 1 / 1) + 2 / (0.25 + 0.75 * 4 / 3)
    assert scores.of[0] == pytest.approx(math.log(1 + 0.5 / 2.5) * tf * 2.2 / (tf + 1.2))
    assert scores.limit == pytest.approx(math.log(1 + 0.5 / 2.5) * 2.2)


def test_a_rare_word_counts_more_than_a_common_one():
    texts = {"body": [["drucker", "a"], ["drucker", "b"], ["toner", "c"]]}

    scores = _score(["drucker", "toner"], {"body": Field()}, texts)

    assert scores.of[2] > scores.of[0]


def test_the_title_counts_more_than_the_body():
    texts = {"title": [["vpn"], ["wlan"]], "body": [["wlan"], ["vpn"]]}

    scores = _score(["vpn"], {"title": Field(weight=2.0), "body": Field()}, texts)

    assert scores.of[0] > scores.of[1]


def test_no_article_reaches_more_than_one():
    texts = {"title": [["vpn"] * 50, ["x"]], "grams": [["xvpn"] * 50, ["x"]]}
    words = _score(["vpn"], {"title": Field(weight=2.0)}, texts)
    grams = _score(["xvpn"], {"grams": Field()}, texts)

    assert 0.9 < scoring.combined(words, grams, "de")[0] < 1


def test_unknown_words_lower_the_score():
    texts = {"body": [["offline"], ["toner"]]}
    none = scoring.Scores({}, 0)

    alone = scoring.combined(_score(["offline"], {"body": Field()}, texts), none, "en")
    beside = scoring.combined(_score(["offline", "drucker"], {"body": Field()}, texts), none, "en")

    assert beside[0] < alone[0]


def test_a_repeated_word_counts_once():
    texts = {"body": [["vpn"], ["toner"]]}

    assert _score(["vpn", "vpn"], {"body": Field()}, texts) == _score(["vpn"], {"body": Field()}, texts)


def test_no_words_and_no_articles_score_nothing():
    none = scoring.bm25f([], {"body": Field()}, Collection({"body": []}), _postings({"body": []}))

    assert scoring.combined(none, none, "de") == {}


def test_the_longer_the_word_the_more_errors_are_mended():
    assert [typos.allowance(word) for word in ("mfa", "toner", "passwort", "0x800f081f")] == [0, 1, 2, 0]


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("", "ab", 2), ("abc", "abc", 0), ("abcd", "acbd", 1), ("größe", "grösse", 2), ("kitten", "sitting", 3)],
)
def test_distance_counts_edits(one, other, edits):
    assert typos.distance(one, other, 5) == typos.distance(other, one, 5) == edits


def test_distance_stops_at_its_limit():
    assert typos.distance("drucker", "bildschirm", 2) == 3


def test_a_word_far_from_all_is_left_alone():
    assert typos.nearest("tastatur", [typos.Candidate("bildschirm", 9)]) is None


def test_of_equally_near_words_the_commoner_is_meant():
    near = [typos.Candidate("tasten", 1), typos.Candidate("testen", 5)]

    assert typos.nearest("txsten", near) == "testen"


@pytest.mark.parametrize(("typed", "known", "meant"), [
    ("exel", "excel", "excel"), ("mial", "mail", "mail"), ("sell", "tell", None), ("mails", "maus", None),
])  # fmt: skip
def test_of_four_letters_only_missing_and_swapped_ones_are_mended(typed, known, meant):
    assert typos.nearest(typed, [typos.Candidate(known, 1)]) == meant
