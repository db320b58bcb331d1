import base64
import bz2
import functools
import gzip
import io
import json
import lzma
import struct
import zipfile
import zlib

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from kbtool.errors import InputError
from kbtool.services import audit
from kbtool.services.build import build
from kbtool.settings import load
from tests.conftest import CONFIG, article
from tests.site.conftest import approved

DE = "docs/de/printing/drucker-offline.md"
TICKET = {
    "source": "desk",
    "id": "10304",
    "state": "resolved",
    "subject": "Drucker",
    "requester": {
        "name": "Annegret Wüllenweber",
        "email": "a.wuellenweber@kunde-nord.de",
        "phone": "+49 221 4710815",
        "organisation": "Wüllenweber Feinmechanik GmbH",
        "address": "Birkenallee 17, 50968 Köln",
        "customer_number": "KD-471122",
    },
    "messages": [{"id": "1", "role": "customer", "visibility": "public", "body": "Der Drucker druckt nicht."}],
}
BASE64 = base64.b64encode("<svg><text>Annegret Wüllenweber</text></svg>".encode()).decode()
OTHER = {**TICKET, "id": "INC0047112", "requester": {"name": "Robert Koch", "email": "koch@kunde-sued.de"}}


@pytest.fixture
def project(make_project, kbtool):
    """A project whose store knows two tickets."""
    lines = "\n".join(json.dumps(ticket, ensure_ascii=False) for ticket in (TICKET, OTHER))
    found = make_project({"tickets.jsonl": lines})
    assert kbtool(found)("ingest").exit_code == 0
    return found


@pytest.fixture
def rules(project, tmp_path):
    """Return a function that gives the rules that match one file of a site."""

    def find(content, name="de/index.html"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = audit.audit(project, load(project.config), tmp_path / "site")
        path.unlink()
        return {hit.rule: hit.count for hit in found}

    return find


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("<p>Danke, Annegret Wüllenweber!</p>", "known-name"),
        ("<p>ANNEGRET W&Uuml;LLENWEBER</p>", "known-name"),
        ("<p>Annegret <b>W&#252;llen</b>weber</p>", "known-name"),
        ("<p>Wuellenwebers Drucker</p>", "known-name"),
        ("<p>Herr Robert Koch</p>", "known-name"),
        ("<!-- von Wüllenweber -->", "known-name"),
        ('<img src="x.png" alt="Büro Wüllenweber">', "known-name"),
        ('<a href="mailto:x?subject=W%C3%BCllenweber">x</a>', "known-name"),
        ("<script>const by = 'Wüllenweber'</script>", "known-name"),
        ('<script type="application/json">{"by": "W\\u00fcllenweber"}</script>', "known-name"),
        ("<p>a.wuellenweber@kunde-nord.de</p>", "known-email"),
        ("<p>Tel. 0221 / 471 08 15</p>", "known-phone"),
        ("<p>Birkenallee 17</p>", "known-address"),
        ("<p>Kunde KD 471122</p>", "known-number"),
        ("<p>wie in desk:10304</p>", "ticket-reference"),
        ("<p>wie in desk:10304#2</p>", "ticket-reference"),
        ("<p>siehe Ticket #10304</p>", "ticket-reference"),
        ("<p>siehe inc0047112</p>", "ticket-reference"),
        ("<p>wie bei #10304</p>", "ticket-reference"),
        ("<p>#10304: gelöst</p>", "ticket-reference"),
        ('<a href="https://rt.firma.de/Ticket/Display.html?id=10304">x</a>', "ticket-reference"),
        ("<script>const by = 'W\\u00fcllenweber'</script>", "known-name"),
        ("<script>const by = 'W\\xfcllenweber'</script>", "known-name"),
        ("<style>p::after { content: 'W\\fc llenweber' }</style>", "known-name"),
        (f"<img src='data:image/svg+xml;base64,{BASE64}'>", "known-name"),
        (f"<script>const x = 'data:;base64,{BASE64}'</script>", "known-name"),
        ("<p>jemand@firma-ost.de</p>", "email"),
        ("<p>DE89 3704 0044 0532 0130 00</p>", "iban"),
        ("<p>5425 2334 3010 9903</p>", "card"),
        ("<p>ghp_" + "a1B2c3D4e5" * 4 + "</p>", "token"),
        ("<p>-----BEGIN RSA PRIVATE KEY----- MII</p>", "private-key"),
    ],
)
def test_what_only_tickets_hold_is_found_however_a_page_writes_it(rules, text, rule):
    assert rule in rules(f"<html><body>{text}</body></html>")


@pytest.mark.parametrize(
    "text",
    [
        "Der Koch kocht. Fehler 10304, 10060 und 0x80070005 unter Windows 11, Version 15.0.0.0",
        "Schreiben Sie an support@example.com oder an info@example.org.",
        "192.168.0.1, 2026-11-23, {12345678-1234-1234-1234-123456789abc}",
        "<style>p { color: #10304; background:#10304 }</style> &#10304;",
    ],
)
def test_ordinary_words_and_numbers_raise_no_alarm(rules, text):
    assert rules(f"<p>{text}</p>") == {}


def png(*chunks):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*item) for item in (*chunks, (b"IEND", b"")))


def archive(text):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("docProps/core.xml", f"<creator>{text}</creator>")
    return file.getvalue()


def pdf(words="", author="Hilfe", attachment=b"", then="", password=None):
    """Return a PDF of one page that shows words, as programs make them: everything is packed."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    fonts = DictionaryObject(
        {NameObject("/F1"): DictionaryObject((NameObject(k), NameObject(v)) for k, v in font.items())}
    )
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = StreamObject()
    content.set_data(f"BT /F1 12 Tf 20 20 Td {words} ET".encode("latin-1"))
    page[NameObject("/Contents")] = content.flate_encode()
    writer.metadata = {"/Author": author}
    if attachment:
        writer.add_attachment("form.docx", attachment)
    if password is not None:
        writer.encrypt(password, "owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    if then:
        later = PdfWriter(io.BytesIO(file.getvalue()), incremental=True)
        later.metadata = {"/Author": then}
        later.write(file := io.BytesIO())
    return file.getvalue()


NAME = "Annegret Wüllenweber"
UTF8 = NAME.encode()
FILES = {
    "sitemap.xml": f"<loc>https://x/{NAME}</loc>",
    "sitemap.xml.gz": gzip.compress(f"<loc>{NAME}</loc>".encode()),
    "feed.de.xml": f"<entry><title>{NAME}</title></entry>",
    "search/search_index.json": json.dumps({"docs": [{"text": f"<p>{NAME}</p>"}]}),
    "style.css": f"/* {NAME} */",
    "notes.txt": b"\xef\xbb\xbf" + UTF8,
    "wide.txt": NAME.encode("utf-16"),
    "a.png": png((b"tEXt", b"Author\0" + UTF8)),
    "b.png": png((b"zTXt", b"Author\0\0" + zlib.compress(UTF8))),
    "c.jpg": b"\xff\xd8\xff\xe1"
    + struct.pack(">H", 2 + 6 + len(UTF8))
    + b"Exif\0\0"
    + UTF8
    + b"\xff\xda\0\0\xff\xd9",
    "d.webp": b"RIFF\0\0\0\0WEBPEXIF\0\0" + UTF8,
    "e.docx": archive(NAME),
    "f.txt.bz2": bz2.compress(UTF8),
    "g.txt.xz": lzma.compress((UTF8 + b", ") * 9),
    "page.pdf": pdf(words="[(Anne) -20 (gret W\374llen) 5 (weber)] TJ"),
    "author.pdf": pdf(author=NAME),
    "attachment.pdf": pdf(attachment=archive(NAME)),
    "changed.pdf": pdf(author=NAME, then="-"),
    "readable.pdf": pdf(author=NAME, password=""),
}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_is_unpacked_and_read(rules, name):
    assert rules(FILES[name], name)["known-name"] >= 1


def test_file_names_are_read_and_not_repeated(project, tmp_path):
    (tmp_path / "site" / "bilder").mkdir(parents=True)
    (tmp_path / "site" / "bilder" / "foto-annegret-wuellenweber.png").write_bytes(png())

    found = audit.audit(project, load(project.config), tmp_path / "site")

    assert [(hit.file, hit.rule) for hit in found] == [("bilder/[…]", "known-name")]


@pytest.mark.parametrize(
    "data",
    [
        b"\x1f\x8b\x08broken",
        b"PK\x03\x04broken",
        b"BZhbroken",
        b"7z\xbc\xaf\x27\x1cbroken",
        b"%PDF-1.7 broken",
        pdf(password=NAME),
        functools.reduce(lambda data, _: gzip.compress(data), range(12), b"far down"),
    ],
)
def test_what_cannot_be_unpacked_is_a_hit_not_a_pass(rules, data):
    assert rules(data, "download.bin") == {"unreadable": 1}


def test_what_the_settings_make_public_may_stand_on_the_site(make_project, kbtool, tmp_path):
    config = CONFIG.replace("site_name: Hilfe", "site_name: Hilfe der Wüllenweber Feinmechanik").replace(
        "support@example.com", "hilfe@kunde-nord.de"
    )
    project = make_project({"tickets.jsonl": json.dumps(TICKET)}, config=config)
    kbtool(project)("ingest")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<p>Wüllenweber Feinmechanik, hilfe@kunde-nord.de</p>")

    assert audit.audit(project, load(project.config), tmp_path / "site") == []


def test_a_hit_fails_the_build_and_names_file_and_rule_but_not_the_value(project):
    (project.root / DE).parent.mkdir(parents=True)
    (project.root / DE).write_text(approved(article()), encoding="utf-8")
    assert build(project, load(project.config)).problems == ()
    before = (project.site / "public/de/printing/drucker-offline/index.html").read_bytes()
    leaking = approved(article().replace("Windows 11.\n", "Windows 11. Danke, Annegret Wüllenweber!\n"))
    (project.root / DE).write_text(leaking, encoding="utf-8")

    report = build(project, load(project.config))

    assert report.sites == ()
    assert {item.path for item in report.problems} >= {"site/public/de/printing/drucker-offline/index.html"}
    assert "audit-hit the rule “known-name” matches" in str(report.problems[0])
    assert "llenweber" not in " ".join(map(str, report.problems))
    assert (project.site / "public/de/printing/drucker-offline/index.html").read_bytes() == before


def test_the_internal_site_alone_is_not_looked_through(project):
    (project.root / DE).parent.mkdir(parents=True)
    text = article(audience="internal").replace("Windows 11.\n", "Danke, Annegret Wüllenweber!\n")
    (project.root / DE).write_text(text, encoding="utf-8")

    assert build(project, load(project.config), audiences=["internal"]).problems == ()


def test_without_tickets_a_build_makes_no_store(make_project):
    project = make_project({DE: approved(article())})

    assert build(project, load(project.config)).problems == ()
    assert not project.database.exists()


def test_a_site_that_is_not_there_is_an_error_with_the_next_command(project):
    with pytest.raises(InputError) as error:
        audit.audit(project, load(project.config))

    assert "kbtool build" in error.value.hint
