import gc
import shutil

import pytest

from kbtool.model.article import Article
from kbtool.search import analysis, scoring
from kbtool.search.document import document
from kbtool.search.index import BrokenIndexError, Index
from kbtool.search.seal import fits, seal


def _article(id, title, lang="de", body="", **fields):  # noqa: A002 - the field's name
    return Article(path=f"{lang}/x/{id}.md", id=id, title=title, lang=lang, body=body, **fields)


ARTICLES = (
    _article(
        "drucker-offline",
        "Drucker wird als „Offline“ angezeigt",
        body="## Problem\n\nDer Drucker druckt nicht.\n\n## Lösung\n\n1. Entfernen Sie den Drucker. 🖨️",
        summary="Drucker neu hinzufügen.",
        issue=("kann nix mehr drucken",),
        level=2,
        escalate_to="workplace",
    ),
    _article(
        "bitlocker",
        "BitLocker fragt nach dem Wiederherstellungsschlüssel",
        body="## Lösung\n\nDer Schlüssel steht im Konto. Siehe [die Seite](../geheimziel.md).",
    ),
    _article("tonerwechsel", "Toner wechseln", body="Die Tonerkartusche für den Drucker sitzt vorn."),
    _article("printer-offline", "Printer shows as offline", "en", "Remove the printer and add it again."),
    _article("one-drive", "OneDrive does not sync over Wi-Fi", "en", "Pause OneDrive, then resume."),
    _article("phishing", "Report a suspicious e-mail", "en", "Use the Report button in Outlook."),
)


@pytest.fixture
def index(tmp_path):
    with Index.build(tmp_path, ARTICLES) as built:
        yield built


def _ids(hits):
    return [hit.id for hit in hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("drucker offline", "drucker-offline"),
        ("printer offline", "printer-offline"),
        ("nix mehr drucken", "drucker-offline"),
        ("WIEDERHERSTELLUNGSSCHLUESSEL", "bitlocker"),
        ("wifi", "one-drive"),
        ("wi fi", "one-drive"),
        ("one drive", "one-drive"),
        ("email melden", "phishing"),
        ("Kartusche", "tonerwechsel"),
        ("printer-offline", "printer-offline"),
    ],
)
def test_plain_words_find_the_article(index, query, first):
    assert _ids(index.search(query))[0] == first


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("druker ofline", "drucker-offline"),
        ("drcuker", "drucker-offline"),
        ("widerherstellungsschlüsel", "bitlocker"),
        ("pritner oflfine", "printer-offline"),
    ],
)
def test_mistyped_words_find_the_article(index, query, first):
    assert _ids(index.search(query))[0] == first


def test_a_hit_tells_what_a_reader_needs(index):
    hit = index.search("drucker offline")[0]

    assert (hit.lang, hit.title, hit.path) == (
        "de",
        "Drucker wird als „Offline“ angezeigt",
        "de/x/drucker-offline.md",
    )
    assert (hit.answer, hit.level, hit.escalate_to) == ("Drucker neu hinzufügen.", 2, "workplace")
    assert 0 < hit.score <= 1


def test_hits_come_best_first_and_no_more_than_asked(index):
    hits = index.search("drucker offline toner printer", k=3)

    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_language_restricts(index):
    assert {hit.lang for hit in index.search("offline", "en")} == {"en"}
    assert {hit.lang for hit in index.search("offline", "de")} == {"de"}
    assert {hit.lang for hit in index.search("offline")} == {"de", "en"}


def test_the_suggestion_is_written_as_people_write(index):
    assert index.suggest("Mein Widerherstellungsschlüsel, bitte") == "Mein wiederherstellungsschlüssel, bitte"
    assert index.suggest("druker ofline") == "drucker offline"


def test_known_words_codes_and_stop_words_of_any_language_are_not_mended(index):
    assert index.suggest("printer Drucker nicht with 0x80070005 vpn") == ""


def test_the_target_of_a_link_is_not_indexed(index):
    assert index.search("geheimziel") == []


@pytest.mark.parametrize("query", ["", "   ", "der die das", "the of and", "xyzzy", "?!", "zzzz qqqq"])
def test_nothing_in_common_means_no_hit(index, query):
    assert index.search(query) == []


@pytest.mark.parametrize(
    "query",
    [
        "((((drucker",
        "))) NOT NOT AND OR drucker",
        "NOT",
        "*drucker?",
        "title:drucker^2",
        '"drucker',
        "'; DROP TABLE articles; --",
        "[a TO z]",
        "drucker~9999",
        "\\",
        "drucker\x00offline",
        "\ud83d drucker",
        "مشكلة في الطابعة",
        "\u202edrucker\u202c",
        "🖨️🖨️ drucker 🔥",
        "D\u0308ru\u0308cker",
        "ㅎㅏㄴ 日本語 ไทย",
        "a" * 300,
        "drucker " * 500,
        " ".join(f"unbekannt{letter}{other}" for letter in "abcdefgh" for other in "abcdefgh"),
    ],
)
def test_any_text_is_a_query(index, query):
    hits = index.search(query)
    index.suggest(query)

    assert ("drucker" not in query.lower()) or hits


def test_of_two_articles_with_one_id_the_first_is_held(tmp_path):
    twice = [_article("vpn", "VPN erster"), _article("vpn", "VPN zweiter"), _article("vpn", "VPN dritter")]

    with Index.build(tmp_path, twice) as index:
        assert [hit.title for hit in index.search("vpn")] == ["VPN erster"]


def test_an_article_without_a_known_language_is_searched_in_that_of_its_folder(tmp_path):
    article = Article(path="de/x/toner.md", id="toner", title="Tonerkartuschen", lang="", body="")

    with Index.build(tmp_path, [article]) as index:
        assert [(hit.id, hit.lang) for hit in index.search("tonerkartusche")] == [("toner", "de")]


def test_an_empty_index_finds_nothing(tmp_path):
    with Index.build(tmp_path, []) as index:
        assert index.search("drucker") == []
        assert index.suggest("druker") == ""


def test_an_index_can_be_opened_again(tmp_path, index):
    with Index.open(tmp_path) as again:
        assert again.search("druker ofline") == index.search("druker ofline")


# Whoosh leaves files open that it cannot read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("pattern", ["*.toc", "*.seg", "*-lengths.json"])
def test_a_damaged_index_is_told(tmp_path, index, pattern):
    folder = tmp_path.with_name(f"{tmp_path.name}-damaged")
    shutil.copytree(tmp_path, folder)
    for path in folder.glob(pattern):
        path.write_bytes(path.read_bytes()[:7])

    with pytest.raises(BrokenIndexError, match="cannot be read"):
        Index.open(folder)
    gc.collect()


@pytest.mark.parametrize("query", ["drucker offline", "Schlüssel im Konto", "toner für den drucker"])
def test_the_index_scores_as_the_pure_functions_do(index, query):
    held = [(article.id, document(article, "de").fields) for article in ARTICLES if article.lang == "de"]
    fields = {**scoring.WORD_FIELDS, **scoring.GRAM_FIELDS}
    lengths = {name: [len(terms[name]) for _, terms in held] for name in fields}

    def score(terms, names):
        def postings(field, term):
            counts = {number: found[field].count(term) for number, (_, found) in enumerate(held)}
            return {number: count for number, count in counts.items() if count}

        return scoring.bm25f(terms, names, scoring.Collection(lengths), postings)

    words = analysis.words(query, "de")
    expected = scoring.combined(
        score([analysis.stem(word, "de") for word in words], scoring.WORD_FIELDS),
        score(analysis.grams(words), scoring.GRAM_FIELDS),
        "de",
    )

    for hit in index.search(query, "de"):
        number = [name for name, _ in held].index(hit.id)
        assert hit.score == pytest.approx(expected[number])


def test_the_seal_sees_every_change(tmp_path, index):
    mark = seal(tmp_path, b"key", "public")
    assert fits(tmp_path, b"key", "public", mark)

    assert not fits(tmp_path, b"other", "public", mark)
    assert not fits(tmp_path, b"key", "internal", mark)
    assert not fits(tmp_path / "missing", b"key", "public", mark)
    toc = next(tmp_path.glob("*.toc"))
    toc.write_bytes(toc.read_bytes() + b"x")
    assert not fits(tmp_path, b"key", "public", mark)
