"""Nothing internal is in the public site: every internal field holds a word of its own, and none comes out."""

import base64
import json
import struct
import zlib

import pytest

from kbtool.services.audit_text import texts
from kbtool.services.build import build
from kbtool.settings import load
from tests.conftest import CONFIG, article
from tests.site.conftest import approved

FIELDS = (
    "title body tag alias evidence comment attachment quizstem quizoption quizwhy ticketnote ticketsubject owner "
    "reviewer unknownkey image heading issue summary environment filename category draft adopted pagetitle pagebody "
    "relatedid ownerpublic evidencepublic unknownpublic unlinked review"
).split()


def canary(field: str) -> str:
    """Return a word that stands nowhere else."""
    return f"kanarie{field}zwitschert"


def note(text: str) -> bytes:
    """Return a PNG whose metadata holds a text."""
    data = b"Comment\0" + text.encode()
    chunk = struct.pack(">I", len(data)) + b"tEXt" + data + struct.pack(">I", zlib.crc32(b"tEXt" + data))
    return b"\x89PNG\r\n\x1a\n" + chunk


INTERNAL = article(
    id=canary("relatedid"),
    title=canary("title"),
    audience="internal",
    extra="\n".join(
        (
            f"tags: [{canary('tag')}]",
            f"aliases: [{canary('alias')}]",
            f"evidence: ['desk:{canary('evidence')}']",
            f"owner: {canary('owner')}",
            f"adopted_from: https://wiki.example.com/{canary('adopted')}",
            f"ticket_data: [{canary('unknownkey')}]",
            f"review: {{by: {canary('reviewer')}, at: 2026-11-02, sha256: {canary('review')}}}",
        )
    ),
)
INTERNAL = (
    INTERNAL.replace("drucker druckt nich", canary("issue"))
    .replace("Windows 11", canary("environment"))
    .replace("Schalten Sie das Gerät aus und wieder ein.", canary("summary"))
    .replace("zehn Sekunden", canary("body"))
    + f"\n### {canary('heading')}\n\n<!-- {canary('comment')} -->\n\n![x]({canary('attachment')}.png)\n"
)
PUBLIC = article(
    extra="\n".join(
        (
            f"evidence: ['desk:{canary('evidencepublic')}']",
            f"owner: {canary('ownerpublic')}",
            f"related: [{canary('relatedid')}]",
            f"ticket_data: [{canary('unknownpublic')}]",
        )
    )
)
TICKET = {
    "source": "desk",
    "id": canary("evidence"),
    "state": "resolved",
    "subject": canary("ticketsubject"),
    "messages": [{"id": "1", "role": "agent", "visibility": "internal", "body": canary("ticketnote")}],
}
QUIZ = f"""\
- id: q1
  article: {canary("relatedid")}
  type: single
  stem: {canary("quizstem")}
  options: [{{text: {canary("quizoption")}, right: true}}]
  explanation: {canary("quizwhy")}
"""


@pytest.fixture
def public(make_project, kbtool):
    """The public site of a project full of canaries, and the project."""
    config = CONFIG.replace(
        "network: {de", f"{canary('category')}: {{de: {canary('category')}}}\n        network: {{de", 1
    )
    project = make_project(
        {
            "docs/de/printing/drucker-offline.md": approved(PUBLIC, by=canary("reviewer")),
            f"docs/de/printing/{canary('filename')}.md": INTERNAL,
            "docs/handbook/de/index.md": f"---\ntitle: {canary('pagetitle')}\nlang: de\n---\n{canary('pagebody')}\n",
            f"quizzes/{canary('filename')}.yml": QUIZ,
            f".kbtool/drafts/{canary('draft')}.md": article(id=canary("draft"), title=canary("draft")),
            "tickets.jsonl": json.dumps(TICKET),
        },
        config=config,
    )
    for name in ("attachment", "unlinked"):
        (project.docs / "de/printing" / f"{canary(name)}.png").write_bytes(note(canary("image")))
    kbtool(project)("ingest")
    report = build(project, load(project.config), audiences=["public"])
    assert report.problems == ()
    return project


def everything(folder) -> str:
    """Return names and bytes of all files, as they are and decoded, in lower case."""
    parts = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            parts += [
                path.relative_to(folder).as_posix(),
                data.decode("utf-8", "replace"),
                *texts(path.name, data),
            ]
    return "\n".join(parts).casefold()


def test_no_internal_field_is_anywhere_in_the_public_bytes(public):
    shown = everything(public.site.resolve() / "public")

    assert "drucker ist „offline“" in shown
    assert [field for field in FIELDS if canary(field) in shown] == []


def test_not_even_in_base64(public):
    shown = everything(public.site.resolve() / "public")

    for field in FIELDS:
        word = canary(field).encode()
        forms = [base64.b64encode(b"x" * shift + word)[4:-4].decode().casefold() for shift in range(3)]
        assert not any(form in shown for form in forms), field


def test_the_internal_site_shows_them_so_the_search_for_them_works(public):
    build(public, load(public.config), audiences=["internal"])

    shown = everything(public.site.resolve() / "internal")

    assert all(canary(field) in shown for field in ("title", "body", "tag", "summary", "pagetitle"))
