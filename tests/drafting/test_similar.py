from kbtool.drafting import grouping, signature
from kbtool.drafting.instead import Library
from kbtool.drafting.signature import Signature
from kbtool.drafting.similarity import Frequencies, Terms, cosine
from kbtool.model.article import Article
from tests.drafting.make import redacted, ticket

PDF = (
    "Öffnen Sie Einstellungen > Apps > Standard-Apps, geben Sie .pdf in das Suchfeld ein, klicken Sie auf Microsoft Edge und wählen "
    "Sie Adobe Acrobat als Standard."
)
VPN = (
    "Trennen Sie das VPN, schalten Sie das WLAN aus und wieder ein und öffnen Sie im Browser die Anmeldeseite des Hotels, bevor Sie "
    "das VPN wieder verbinden."
)
TONER = "Öffnen Sie die vordere Klappe, ziehen Sie die Tonerkartusche heraus, schütteln Sie sie und setzen Sie sie wieder ein, bis sie einrastet."


def solved(id, subject, asked, told, lang="de"):  # noqa: A002
    return signature.of_ticket(
        redacted(ticket(("customer", asked), ("agent", told), subject=subject, id=id, language=lang))
    )


EDGE = solved(
    "1", "PDF öffnet immer in Edge", "Jede PDF-Datei öffnet sich seit dem Update in Edge statt in Acrobat.", PDF
)
WRONG = solved(
    "2",
    "falsches Programm für PDF",
    "Meine PDF gehen jetzt im Browser auf, Acrobat wäre richtig.",
    PDF + " Bestätigen Sie das.",
)
HOTEL = solved("3", "Kein Internet im Hotel", "Laptop ist im Hotel-WLAN, aber keine Seite geht.", VPN)
STREAKS = solved("4", "Streifen auf dem Ausdruck", "Auf jeder Seite sind graue Streifen.", TONER)
ENGLISH = solved(
    "5",
    "PDF opens in Edge",
    "Every PDF opens in Edge instead of Acrobat.",
    "Open Settings > Apps > Default apps, type .pdf, click Microsoft Edge and choose Adobe Acrobat.",
    "en",
)
SILENT = signature.of_ticket(
    redacted(ticket(("customer", "PDF geht in Edge auf"), subject="PDF in Edge", id="6", language="de"))
)


def groups(*found, **more):
    return [group.tickets for group in grouping.group(found, **more)]


def test_tickets_with_the_same_answer_and_a_like_request_are_one_group():
    assert groups(EDGE, HOTEL, WRONG, STREAKS) == [("rt:1", "rt:2"), ("rt:3",), ("rt:4",)]


def test_the_same_problem_in_another_language_is_another_group():
    assert groups(EDGE, ENGLISH) == [("rt:1",), ("rt:5",)]


def test_like_answers_to_unlike_questions_stay_apart():
    other = solved(
        "7",
        "Töne zu leise",
        "Beim Telefonieren höre ich nichts.",
        "Öffnen Sie Einstellungen > System > Sound, wählen Sie das Headset und klicken Sie auf Testen.",
    )
    assert groups(EDGE, other) == [("rt:1",), ("rt:7",)]


def test_a_chain_of_resemblances_does_not_make_one_group():
    chain = [
        Signature(
            f"rt:{n}",
            "de",
            Terms.of(f"wort{n} wort{n + 1} thema", "de"),
            Terms.of(f"a{n} b{n} a{n + 1} b{n + 1}", "de"),
        )
        for n in range(12)
    ]
    assert max(map(len, groups(*chain))) <= 2


def test_a_ticket_joins_an_existing_draft():
    draft = Signature("pdf-in-edge", "de", EDGE.asked, EDGE.answered)
    found = grouping.group([WRONG, HOTEL], drafts=[draft])
    assert [(group.draft, group.tickets) for group in found] == [("pdf-in-edge", ("rt:2",)), ("", ("rt:3",))]


def test_a_ticket_of_a_draft_stays_with_it():
    draft = Signature("anders", "de", STREAKS.asked, STREAKS.answered)
    found = grouping.group([EDGE], drafts=[draft], members={"rt:1": "anders"})
    assert [(group.draft, group.tickets) for group in found] == [("anders", ("rt:1",))]


def article(id="pdf-standard", body=PDF, issue=("pdf öffnet in edge statt acrobat",)):  # noqa: A002
    return signature.of_article(
        Article(
            "de/x.md",
            id,
            "PDF-Dateien öffnen sich in Edge statt in Acrobat",
            "de",
            f"## Lösung\n\n1. {body}\n",
            issue=issue,
        )
    )


def test_an_article_that_answers_already_is_found():
    shelf = Library([article(), article("toner", TONER, ("streifen",))], [EDGE, HOTEL, STREAKS])
    assert [(match.id, match.is_answer) for match in shelf.matches(EDGE)][:1] == [("pdf-standard", True)]
    assert not any(match.is_answer for match in shelf.matches(HOTEL))


def test_a_ticket_without_an_answer_can_be_answered_by_its_words_alone():
    shelf = Library([article(issue=("PDF geht in Edge auf", "PDF in Edge"))], [SILENT, HOTEL])
    assert shelf.matches(SILENT)


def test_articles_of_the_same_field_are_neighbours():
    assert Library([article()], [EDGE, HOTEL]).neighbours(WRONG) == ["pdf-standard"]


def test_word_weights_favour_rare_words():
    counts = Frequencies()
    for text in ("drucker druckt", "drucker offline", "drucker weg", "toner leer"):
        counts.add(Terms.of(text, "de").names)
    rare, common = counts.weight("ton"), counts.weight("druck")
    assert rare > common


def test_equal_texts_have_cosine_one_and_strange_ones_zero():
    counts = Frequencies()
    one, other = Terms.of("Größe der Tabelle ändern", "de"), Terms.of("VPN verbinden", "de")
    counts.add(one.names)
    counts.add(other.names)
    assert round(cosine(counts.vector(one), counts.vector(one)), 6) == 1
    assert cosine(counts.vector(one), counts.vector(other)) == 0


def test_umlauts_and_their_spellings_are_the_same_word():
    assert Terms.of("Größe Übung", "de") == Terms.of("Groesse Uebung", "de")
