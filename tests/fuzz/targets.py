"""Every reader of kbtool with what must hold for any bytes: it raises its declared error or nothing.

Where there is a writer, what it wrote is read again as it was. `tests/fuzz/test_targets.py` tries each with
Hypothesis, `python -m tests.fuzz.run` with atheris. Readers of files get theirs in one folder that is made once.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from kbtool import frontmatter, settings
from kbtool.drafting import markup
from kbtool.errors import InputError, SettingsError, StoreError
from kbtool.frontmatter import FrontMatterError
from kbtool.model import article_fields, limits, markdown, paths, slug, ticket_json
from kbtool.model.article import sections
from kbtool.model.ticket import Ticket
from kbtool.model.ticket_json import BadRecordError, Reject
from kbtool.project import Project
from kbtool.quiz import bank, judging, write
from kbtool.quiz.exchange import (
    anki,
    foreign,
    gift,
    moodle_xml,
    qti21,
    rich,
    scorm12,
    tables,
    toml_quiz,
    zipped,
)
from kbtool.redact import scan
from kbtool.search import analysis, seal, typos
from kbtool.search.index import Index
from kbtool.services import (
    approved_words,
    audit_packed,
    audit_text,
    content,
    decisions,
    drafts,
    forgotten,
    outcomes,
    quiz_exam,
    results_import,
)
from kbtool.settings import Settings, Source
from kbtool.site import html as site_html
from kbtool.sources import cleaning, reading, times
from kbtool.sources import html as mail_html
from kbtool.store import rejects
from kbtool.store.database import Store
from tests.conftest import CONFIG, article
from tests.redact.make import NOBODY

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
Target = Callable[[bytes], None]
TARGETS: dict[str, Target] = {}
SEEDS: dict[str, tuple[bytes, ...]] = {}


def target(*seeds: str | bytes) -> Callable[[Target], Target]:
    """Enter a function among the targets, with inputs to start from."""

    def enter(function: Target) -> Target:
        TARGETS[function.__name__] = function
        SEEDS[function.__name__] = tuple(seed.encode() if isinstance(seed, str) else seed for seed in seeds)
        return function

    return enter


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


@cache
def _project() -> Project:
    root = Path(tempfile.mkdtemp(prefix="kbtool-fuzz-"))
    folder = root / "docs/de/printing"
    folder.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "drucker-offline.md").write_text(article(), encoding="utf-8")
    (root / "quizzes").mkdir()
    (root / "quizzes/printing.yml").write_text(BANK, encoding="utf-8")
    return Project(root)


@cache
def _settings() -> Settings:
    return settings.load(_project().config)


def _file(name: str, data: bytes) -> Path:
    path = _project().root / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(data)
    return path


# -- articles and settings ------------------------------------------------------------------------------------


@target(article(), "---\na: [1, 2]\n---\n", "---\r\na: x\r\n---\r\n# b\r\n", "--- \n? x\n: &a [*a]\n---\n")
def front_matter(data: bytes) -> None:
    text = _text(data)
    document = frontmatter.parse(text)
    assert frontmatter.dump(document) == text
    with suppress(FrontMatterError):
        before = frontmatter.read(document)
        edited = frontmatter.edit(document, {"title": "Größe: „1“ # x", "tags": ["a: b", "- c"]})
        after = frontmatter.read(edited)
        assert (after["title"], after["tags"]) == ("Größe: „1“ # x", ["a: b", "- c"])
        kept = {key: value for key, value in before.items() if key not in {"title", "tags"}}
        assert repr({key: after[key] for key in kept}) == repr(kept)
        assert edited.body == document.body


@target(
    article(),
    article(extra="aliases: [a/b]\nreview: {by: a, at: 2026-01-01, sha256: x}\nverified_on: 2026-13-01"),
)
def articles(data: bytes) -> None:
    path = _file("docs/de/printing/x.md", data)
    found, problems = content.read_article(_project(), path)
    assert found is not None or problems
    path.unlink()


@target(
    '## A\n\ntext\n\n```sh\n# b\n```\n\n[x](y.md#z) ![p](<a b.png> "t")\n',
    "a\n===\n> ## q\n",
    "<!-- ## x -->\n",
)
def markdown_parts(data: bytes) -> None:
    text = _text(data)
    assert markdown.retarget(text, lambda place: place) == text
    for part in (markdown.prose, markdown.links, markdown.headings, sections, limits.excess):
        list(part(text))
    article_fields.build("docs/de/x.md", {}, text)


@target("Drucker „Offline“: was nun?", "../../x", "con", "Ä/ö.md")
def names(data: bytes) -> None:
    text = _text(data)
    made = slug.slug(text)
    assert made == "" or (article_fields.ID.fullmatch(made) and not paths.refusal(made))
    paths.refusal(text)


@target(
    CONFIG,
    "plugins:\n- kbtool: {languages: [de], quiz: {pass_mark: 70}}\n",
    "plugins: {kbtool: {teams: {a: }}}",
)
def mkdocs_yml(data: bytes) -> None:
    path = _file("fuzz/mkdocs.yml", data)
    with suppress(SettingsError):
        settings.load(path)


# -- tickets --------------------------------------------------------------------------------------------------

TICKET = {
    "source": "desk", "id": "1", "subject": "Drucker", "state": "resolved", "created": "2026-11-02T08:14:00+01:00",
    "requester": {"name": "Änne", "email": "a@example.com"}, "tags": ["a"], "custom": {"x": [1.5, None]},
    "messages": [
        {"id": "1", "body": "Hallo\n> alt\n-- \nÄnne", "at": "2026-11-02T08:14:00Z", "author": {"name": "Änne"}},
        {"format": "html", "body": "<p>Neu <b>starten</b></p>", "attachments": [{"name": "a.png", "size": 3}]},
    ],
}  # fmt: skip
LINE = json.dumps(TICKET, ensure_ascii=False)


@target(LINE, '{"id": 1, "source": "a", "state": "new", "y": {"z": 1e999}}')
def ticket(data: bytes) -> None:
    try:
        record = json.loads(_text(data))
    except (ValueError, RecursionError):
        return
    with suppress(BadRecordError, RecursionError):
        found = ticket_json.from_dict(record)
        again = ticket_json.from_dict(json.loads(json.dumps(ticket_json.to_dict(found))))
        assert again == found


@target(LINE + "\n" + LINE, "\ufeff" + LINE + "\r\n\r\n[]\n{", b'\xff{"id": "\\ud800\\u0000"}\n')
def json_lines(data: bytes) -> None:
    _file("fuzz/t.jsonl", data)
    _read_source(Source("desk", "jsonl", path="fuzz/t.jsonl"))


def _read_source(source: Source) -> None:
    with suppress(InputError, SettingsError):
        reading.check(source, _project().root)
        for item in reading.read(source, _project().root):
            assert isinstance(item, Ticket | Reject)
            if isinstance(item, Ticket):
                json.dumps(ticket_json.to_dict(item), ensure_ascii=False).encode()


@cache
def _table() -> Source:
    options = """
plugins:
- kbtool:
    sources:
    - name: desk
      type: csv
      tickets:
        path: fuzz/t.csv
        columns: {id: id, subject: subject, state: state, created: created, requester: by, body: text, tags: tags}
"""
    return settings.load(_file("fuzz/csv/mkdocs.yml", options.encode())).sources[0]


@target(
    'id,subject,state,created,by,text,tags\n1,Drucker,resolved,02.11.2026 08:14,Änne,"Hallo\n, ja","a, b"\n',
    "sep=;\nid;subject;state;created;by;text;tags\n1;a;new;;;;\n2;b;\n",
    "id\tsubject\tstate\tcreated\tby\ttext\ttags\n1\t=1+1\topen\t2026-11-02\tx\ty\tz\n".encode("utf-16"),
    'id,subject,state,created,by,text,tags\n1,Größe,new,,,"offen\n'.encode("cp1252"),
)  # fmt: skip
def csv_tables(data: bytes) -> None:
    _file("fuzz/t.csv", data)
    _read_source(_table())


@target(
    "<p>Hallo <b>Welt</b><br>x</p><blockquote>alt</blockquote>", "<table><tr><td>a<td>b", "<pre>a\n b</pre><!--"
)
def mail_as_html(data: bytes) -> None:
    mail_html.to_markdown(_text(data))


@target(
    "Hallo,\n\ngeht.\n\nMfG\nÄnne\n-- \nx\n",
    "Am 2.11.2026 um 9:12 schrieb X:\n> alt\n",
    "Von: a\nAn: b\nBetreff: c\n",
)
def mail_cleaning(data: bytes) -> None:
    text = _text(data)
    found = cleaning.clean(text)
    assert len(found.text) <= len(text) + 200


@target("2026-11-02T08:14:00+01:00", "02.11.2026 08:14:03 Uhr", "31.02.26", "9999-12-31 23:59")
def time_of_a_cell(data: bytes) -> None:
    for pattern in ("", "unix", "%d/%m/%Y"):
        with suppress(ValueError):
            assert times.parse(_text(data), "Europe/Berlin", pattern).tzinfo is not None


@target(
    "Rufen Sie Herrn Müller an: 030 1234567, mueller@example.com, Passwort: geheim7!",
    "IBAN DE02120300000000202051",
)
def redaction(data: bytes) -> None:
    text = _text(data)
    for finding in scan.scan(text, NOBODY, lang="de", approved=frozenset()).findings:
        assert 0 <= finding.start < finding.end <= len(text)


@target("1. Neu *starten*\n<script>\n```\n", "[x](javascript:1) <!-- ", "| a | b |\n|---|---|\n")
def draft_markup(data: bytes) -> None:
    markup.plain(_text(data))


# -- quizzes --------------------------------------------------------------------------------------------------

BANK = """\
schema: 1
items:
- id: q-abcdef
  version: 1
  article: drucker-offline
  type: cause
  topic: printing
  lang: de
  status: draft
  stem: Der Drucker ist offline. Was ist der Grund?
  options:
  - {id: a, text: Strom fehlt, why: Er ist aus., key: true}
  - {id: b, text: Papier fehlt, why: Das sähe anders aus.}
  - {id: c, text: Toner fehlt, why: Das sähe anders aus.}
"""


@target(
    BANK,
    "schema: 1\nitems: [{id: q-1}]\nrejected: []\n",
    "schema: 1\nitems: &a [*a]\n",
    "items:\n- a\nitems: []\n",
    "a: !!python/none x\n",
)
def question_bank(data: bytes) -> None:
    text = _text(data)
    found = bank.parse(text, "quizzes/x.yml")
    if not found.problems and found.items:
        assert bank.parse(write.update("", (), found.items), "quizzes/x.yml").problems == ()


def _exchanged(read: Callable[[], object]) -> None:
    with suppress(UnicodeDecodeError, InputError):
        read()


@target(
    "::a::Was? {=ja#gut ~nein}\n\n$CATEGORY: x\n\nTyp {T}\n\n[html]<p>x</p> {=%50%a ~b}\n",
    "x {#1:0.5}\n\n{=a -> b}",
)
def gift_file(data: bytes) -> None:
    _exchanged(lambda: gift.read(data.decode("utf-8-sig"), "x.gift"))


@target(
    '<?xml version="1.0"?><quiz><question type="multichoice"><questiontext format="html"><text>a</text></questiontext>'
    '<answer fraction="100"><text>x</text></answer></question></quiz>',
    '<!DOCTYPE a [<!ENTITY b "c">]><quiz>&b;</quiz>',
)
def moodle_file(data: bytes) -> None:
    _exchanged(lambda: moodle_xml.read(data, "x.xml"))


@target('[[questions]]\nquestion = "a"\nanswer = "b"\nalternatives = ["c"]\n', "preconditions = 1\n[a]\n[a]\n")
def toml_file(data: bytes) -> None:
    _exchanged(lambda: toml_quiz.read(data.decode("utf-8-sig"), "x.toml"))


@target("stem,key,a,b,c\nWas?,a,ja,nein,\n", "stem;key;a\n'=1+1;a;x\n")
def csv_of_questions(data: bytes) -> None:
    _exchanged(lambda: tables.read(data.decode("utf-8-sig"), "x.csv"))


def _packed(**files: str) -> bytes:
    return zipped.write({name.replace("_", "."): text.encode() for name, text in files.items()})


@target(
    _packed(imsmanifest_xml="<manifest/>", media="{}"),
    b"PK\x03\x04",
    _packed(collection_anki2="x"),
    _packed(collection_anki2="«"),
)
def packages(data: bytes) -> None:
    for read in (qti21.read, scorm12.read, anki.read):
        read(data, "x.zip")


@target("<p>a <code>b</code></p>", "a ![x](y) **b**\n\n```sh\nc\n```", "<img src=x onerror=1>", "<![x](y) **")
def rich_text(data: bytes) -> None:
    text = _text(data)
    foreign.from_html(text)
    foreign.from_mixed(text)
    rich.html(text)
    rich.sources(text)
    assert rich.tidy(rich.tidy(text)) == rich.tidy(text)
    assert judging.typed(judging.typed(text)) == judging.typed(text)


ANSWERS = {
    "kind": "kbtool results",
    "answers": [
        {"item": "q-abcdef", "version": 1, "option": "a", "at": "2026-11-20T10:00:00+01:00", "seconds": 2}
    ],
}


@cache
def _store() -> Store:
    return Store.open(_project())


@target(
    json.dumps(ANSWERS),
    '{"kind": "kbtool results", "answers": [1, {"item": "q-abcdef", "at": "0001-01-01T00:00+23:59"}]}',
)
def results_file(data: bytes) -> None:
    path = _file("fuzz/results.json", data)
    with suppress(InputError):
        results_import.read(_project(), _settings(), _store(), path, trainee="a" * 32, now=NOW, dry_run=True)


@target(
    '{"kind": "kbtool certificate", "version": 1, "trainee": "a", "seal": "ä"}',
    '{"kind": "kbtool certificate", "seal": 1}',
)
def certificate(data: bytes) -> None:
    path = _file("fuzz/certificate.json", data)
    with suppress(InputError):
        assert not quiz_exam.verify(_project(), path, ref="anna").is_genuine


# -- files that kbtool keeps, and people may change -------------------------------------------------------------


@target("# Notiz\nQuantenkopf\nMüller # ein Produkt\n", "a\u2028b\n#\n")
def approved_words_file(data: bytes) -> None:
    _file("docs/de/.approved-words.txt", data)
    with suppress(InputError):
        approved_words.read(_project(), "de")


@target(
    '{"tickets": ["a:1"], "confidence": 0.5, "fields": {}, "instead": []}',
    '{"tickets": 1, "confidence": [], "fields": 3}',
)
def notes(data: bytes) -> None:
    path = _file("fuzz/draft.json", data)
    found = drafts.read_notes(path.with_suffix(".md"))
    drafts.write_notes(path.with_suffix(".md"), found)
    assert drafts.read_notes(path.with_suffix(".md")) == found


@target(
    '{"instead": [{"ref": "a:1", "article": "x", "score": 0.5}], "unanswered": ["b"], "dismissed": {}}',
    '{"instead": {}}',
)
def outcomes_file(data: bytes) -> None:
    path = _file("fuzz/outcomes.json", data)
    with suppress(StoreError):
        outcomes.read(path)


@target('{"ab": {"by": "anna", "at": "2026-11-02"}}', "[[[")
def decisions_file(data: bytes) -> None:
    _file(_project().decisions.relative_to(_project().root).as_posix(), data)
    decisions.read(_project())


@target('["desk:1"]', '{"tickets": {"a": 1}}')
def forgotten_file(data: bytes) -> None:
    _file(_project().forgotten.relative_to(_project().root).as_posix(), data)
    with suppress(StoreError):
        forgotten.read(_project())


@target(
    '{"source": "a", "id": "1", "stage": "x", "error": "y", "sha256": "z", "line": 3}\n{}\n', "[" * 2000 + "\n"
)
def rejects_file(data: bytes) -> None:
    list(rejects.read(_file("fuzz/rejects.jsonl", data)))


# -- site and search ------------------------------------------------------------------------------------------


@target(
    "<p onclick=x>a &amp; <script>1</script></p>",
    b"\x1f\x8b\x08",
    b'{"a": ["&lt;b&gt;"]}',
    b"\xff\xd8\xff\xe1\x00\x04ab",
    b"%PDF-1.4\n1 0 obj<</Author(a)>>endobj\ntrailer<</Root 1 0 R/Info 1 0 R/Size 2>>\n%%EOF",
    "a { content: '\\fc' } data:text/plain;base64,YWJj",
)
def audited_file(data: bytes) -> None:
    for name in ("a.html", "a.json", "a.png", "a.gz"):
        with suppress(audit_packed.UnreadableError):
            for piece in audit_text.texts(name, data):
                assert isinstance(piece, str)


@target(
    '<a href="java&#58;script:1" onclick=x>a</a><svg onload=1>',
    '<input type="checkbox" disabled> <img src=//a>',
)
def page_html(data: bytes) -> None:
    safe = str(site_html.clean(_text(data)))
    assert "<script" not in safe.lower()


@cache
def _index() -> Index:
    found, _ = content.read_article(_project(), _project().docs / "de/printing/drucker-offline.md")
    assert found is not None
    return Index.build(Path(tempfile.mkdtemp(prefix="kbtool-fuzz-")), [found])


@target("druker ofline", "NOT ((( AND *", "a\x00b\u202e", "straße STRASSE wi-fi")
def search_query(data: bytes) -> None:
    text = _text(data)
    _index().search(text)
    _index().suggest(text)
    for word in analysis.words(text, "de")[:20]:
        typos.swapped(word)


@target(b"\x00" * 8, "a")
def index_seal(data: bytes) -> None:
    folder = _file("fuzz/index/a.seg", data).parent
    key, label = b"k" * 32, _text(data[:20])
    mark = seal.seal(folder, key, label)
    assert seal.fits(folder, key, label, mark)
    assert not seal.fits(folder, key, label, _text(data))
    (folder / "a.seg").write_bytes(data + b"x")
    assert not seal.fits(folder, key, label, mark)


@contextmanager
def every_target() -> Iterator[dict[str, Target]]:
    """Yield the targets and close what they have opened."""
    try:
        yield TARGETS
    finally:
        if _store.cache_info().currsize:
            _store().close()
        _store.cache_clear()
