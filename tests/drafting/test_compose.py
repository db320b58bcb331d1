from dataclasses import replace
from pathlib import Path

import pytest

from kbtool import frontmatter, settings
from kbtool.drafting import compose, draft
from kbtool.model import article_fields
from kbtool.model.article import Audience, Confidence
from kbtool.settings import Settings
from tests.drafting.make import messages, redacted, ticket

GOLDEN = Path(__file__).with_name("golden")
SETTINGS = settings.from_options({
    "categories": {"printing": {"de": "Drucken", "en": "Printing"}, "network": {"de": "Netzwerk", "en": "Network"}},
    "teams": {"network": "Netzwerk"},
})  # fmt: skip

DRUCKER = ticket(
    (
        "customer",
        (
            "Guten Tag zusammen,\n\nseit dem Umzug am Montag druckt der Drucker in 2.14 bei mir nicht mehr, Windows 11 zeigt ihn als "
            "offline. Bei den Kollegen geht er. Können Sie mir helfen?\n\nMit freundlichen Grüßen\nJürgen Weiß\n"
            "Tel. 030 1234567"
        ),
    ),
    (
        "agent",
        "Hallo Herr Weiß,\nbitte starten Sie den PC einmal neu und probieren Sie danach, eine Seite zu drucken.\nAnna",
    ),
    ("customer", "Leider immer noch dasselbe 😕"),
    ("note", "GEHEIM-7: Print-Server srv-prn-04, Kennwort im Tresor unter Drucker."),
    (
        "agent",
        (
            "Hallo Herr Weiß,\n\ndanke für die Rückmeldung. Windows sucht den Drucker noch unter seiner alten Adresse, weil er beim "
            "Umzug eine neue bekommen hat. Bitte gehen Sie so vor:\n\n1. Öffnen Sie Einstellungen > Drucker und wählen Sie den "
            'Drucker.\n2. Klicken Sie auf "Entfernen" und bestätigen Sie mit "Ja".\n3. Klicken Sie auf "Gerät hinzufügen", warten '
            "Sie, bis der Drucker erscheint, und fügen Sie ihn hinzu.\n4. Drucken Sie zur Probe C:\\Test\\Übung.pdf.\n\nFehlt er in "
            "der Liste, hilft ein Neustart des Druckers. Geben Sie mir bitte kurz Bescheid, ob es klappt.\n\nViele Grüße\nAnna Größer"
        ),
    ),
    ("customer", "Super, geht wieder! Danke!"),
    subject="AW: [Ticket#4711] DRINGEND!! Drucker offline seit Umzug",
    id="4711",
    category="Drucken",
    tags=("drucker", "vip-kunde"),
    language="de",
)
KOLLEGIN = ticket(
    (
        "customer",
        "Hallo, mein Drucker ist laut Windows 11 offline, seit er umgezogen ist, bei anderen geht er aber.",
    ),
    ("agent", "Bitte starten Sie ihn neu."),
    subject="Drucker nach Umzug weg",
    id="4712",
    category="printing",
    language="de",
)
VPN = ticket(
    (
        "customer",
        (
            "Hi there,\n\nsince yesterday’s update the VPN (AnyConnect 5.1.2) drops every 10 minutes, error 0x80070005. I need it "
            "for the stock system!! Laptop is LT-0815.\n\nThanks\nZoë Mårtensson"
        ),
    ),
    (
        "agent",
        (
            "Hi Zoë,\n\nthis happens because the update resets the network adapter's power setting. You should open Device Manager "
            'and double-click the adapter. Then clear "Allow the computer to turn off this device" on the Power Management tab. '
            "Run `ipconfig /renew` afterwards. See https://example.com/vpn for pictures.\n\nLet me know if it helps.\n\nBest\nAnna"
        ),
    ),
    ("customer", "Works now, you are a star ⭐"),
    subject="RE: VPN keeps dropping!!!",
    id="99",
    queue="Netzwerk",
    tags=("vpn",),
    language="en",
)
NOTIZ = ticket(
    (
        "customer",
        "Hello, the title bar of Word says Unlicensed Product since this morning and I can only read.",
    ),
    (
        "note",
        (
            "Cause: contract change removed the licence group.\nWhat I did:\n- added the user to the staff group in the admin center\n"
            "- waited until the licence showed as assigned\n- signed out of Word and in again, title bar clean"
        ),
    ),
    ("agent", "Should be fine now."),
    ("customer", "Yes, thanks!"),
    subject="Word unlicensed",
    id="7",
    language="en",
)
OFFEN = ticket(
    ("customer", "Mein Bildschirm flackert seit heute früh ständig, Windows 11, was kann ich tun?"),
    ("agent", "Wie telefonisch besprochen."),
    subject="Bildschirm flackert",
    id="8",
    language="de",
)


def drafted(*tickets, near=(), using=SETTINGS):
    return compose.compose([redacted(one) for one in tickets], using, near)


def text_of(found):
    return frontmatter.dump(draft.document(found, "entwurf"))


def article_of(found):
    document = draft.document(found, "entwurf")
    article, problems = article_fields.build("x.md", frontmatter.read(document), document.body)
    assert problems == []
    return article


@pytest.mark.parametrize(
    ("name", "tickets"),
    [("drucker", (KOLLEGIN, DRUCKER)), ("vpn", (VPN,)), ("note", (NOTIZ,)), ("unanswered", (OFFEN,))],
)
def test_a_draft_is_the_one_that_was_read_and_found_good(name, tickets):
    found = text_of(drafted(*tickets))
    assert found == (GOLDEN / f"{name}.md").read_text(encoding="utf-8")


def test_the_same_tickets_give_the_same_draft():
    assert drafted(DRUCKER, KOLLEGIN) == drafted(DRUCKER, KOLLEGIN)


def test_the_ticket_with_the_best_answer_leads_whatever_comes_first():
    one, other = drafted(DRUCKER, KOLLEGIN), drafted(KOLLEGIN, DRUCKER)
    assert one.body == other.body
    assert one.tickets == other.tickets == ("rt:4711", "rt:4712")


def test_a_draft_is_an_article_without_defects():
    article = article_of(drafted(DRUCKER))
    assert (article.category, article.audience, article.confidence) == (
        "printing",
        Audience.PUBLIC,
        Confidence.NOT_VALIDATED,
    )
    assert len(article.steps) == 4
    assert article.evidence == ("rt:4711#5", "rt:4711#1")


@pytest.mark.parametrize("place", ["note", "hidden", "custom", "dropped", "field"])
def test_internal_text_never_enters_a_public_draft(place):
    canary = "Kanarienvogel Ursache war der blaue Schalter, bitte öffnen Sie den Schrank und drücken Sie den Knopf zweimal."
    one = DRUCKER
    if place in {"note", "hidden"}:
        more = messages([(place, canary)])
        one = replace(one, messages=(*one.messages, replace(more[0], id="77")))
    elif place == "custom":
        one = replace(one, custom={"notiz": canary})
    elif place == "dropped":
        one = replace(one, messages=tuple(replace(item, dropped=(canary,)) for item in one.messages))
    found = drafted(
        one,
        replace(KOLLEGIN, messages=(*KOLLEGIN.messages, *messages([("note", canary)])[:1]))
        if place == "note"
        else KOLLEGIN,
    )
    assert found.meta["audience"] == "public"
    assert "Kanarienvogel" not in text_of(found)
    assert "GEHEIM" not in text_of(found)


def test_a_draft_from_an_internal_note_is_internal():
    found = drafted(NOTIZ)
    assert found.meta["audience"] == "internal"
    assert found.meta["level"] == 2


def test_a_request_that_the_customer_did_not_write_in_public_is_left_out_of_a_public_draft():
    hidden = replace(
        DRUCKER,
        messages=tuple(
            replace(m, visibility=messages([("note", "")])[0].visibility) if m.id == "1" else m
            for m in DRUCKER.messages
        ),
    )
    found = drafted(hidden)
    assert "Kollegen" not in text_of(found)
    assert found.meta["issue"] == ["Drucker offline seit Umzug"]


def test_names_and_numbers_do_not_reach_a_draft():
    text = text_of(drafted(DRUCKER, VPN))
    for value in ("Weiß", "Jürgen", "Größer", "1234567", "j.weiss"):
        assert value not in text


def test_without_any_answer_the_draft_is_work_in_progress():
    article = article_of(drafted(OFFEN))
    assert article.confidence is Confidence.WIP
    assert article.audience is Audience.INTERNAL
    assert article.steps == ()


def test_every_field_says_where_it_comes_from():
    sources = drafted(DRUCKER, KOLLEGIN).sources
    assert sources["resolution"].evidence == ("rt:4711#5",)
    assert sources["issue"].evidence == ("rt:4711#1", "rt:4712#1")
    assert sources["category"].rule == "ticket-category"
    assert all(0 < source.confidence <= 1 for source in sources.values())


def test_the_category_may_come_from_the_queue_or_a_similar_article():
    assert drafted(VPN).meta["category"] == "network"
    bare = replace(VPN, queue="")
    assert drafted(bare, near=("printing",)).meta["category"] == "printing"
    assert "category" not in drafted(bare).meta


def test_without_categories_in_the_settings_the_tickets_own_is_kept():
    assert drafted(replace(VPN, category="Fern Zugriff"), using=Settings()).meta["category"] == "fern-zugriff"


def test_a_teams_own_tags_stay_out():
    assert drafted(DRUCKER).meta["tags"] == ["drucker"]


def test_a_question_of_how_to_becomes_a_howto():
    asked = replace(VPN, subject="How do I connect to the VPN?")
    assert drafted(asked).meta["type"] == "howto"


def test_a_draft_without_steps_is_trusted_less():
    told = (
        "agent",
        "The address book of the old version and that of the new one are two different things altogether, as it were.",
    )
    plain = ticket(("customer", "Is the old address book the same as the new one?"), told, language="en")
    assert drafted(plain).confidence < drafted(VPN).confidence


def test_an_empty_ticket_gives_an_empty_draft_and_no_error():
    assert drafted(ticket(subject="")).meta["confidence"] == "wip"


def test_a_message_of_a_megabyte_is_read_in_part():
    long = ticket(
        ("customer", "Hilfe, das Log " + "x" * 500_000),
        ("agent", "Bitte so:\n" + "1. Öffnen Sie das Fenster.\n" * 20_000),
    )
    assert len(drafted(long).body) < 30_000
