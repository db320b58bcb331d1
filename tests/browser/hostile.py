"""Where hostile text can get to, and a browser that tells whether any of it ran.

Nobody has to guess what a payload would have done: apart from what it calls, every attempt to run a script within the
page is reported by the browser itself, through the site's own policy in its *report only* form. So a payload
counts even if it calls nothing that is watched.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import markdown
import yaml
from playwright.sync_api import Browser, Page, Route

from kbtool.drafting import compose
from kbtool.model.markdown import EXTENSIONS
from kbtool.settings import Settings
from kbtool.site.html import clean
from kbtool.sources.prepare import prepare
from tests.browser.conftest import serve
from tests.conftest import SHARED_DATA, article
from tests.drafting.make import messages, redacted, ticket
from tests.site.conftest import approved

OWN = Path(__file__).with_name("payloads.txt")
CORPUS = SHARED_DATA / "xss" / "payloads.txt"
MARK = "Hier steht gleich etwas anderes."

_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_ATTRIBUTES = re.compile(r"<[\w-]+[\s/]+([^<>]+)")
_MORE = ("attr_list", "md_in_html", "def_list", "abbr", "pymdownx.emoji", "pymdownx.caret", "pymdownx.mark")

# Every way to show that code ran counts, and every attempt that the browser reports.
WATCH = """
window.ran = [];
try { localStorage.clear() } catch {} // what was answered on the page before is nothing to this one
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = (...a) => { window.ran.push(`${name}(${a})`) };
document.addEventListener("securitypolicyviolation", event =>
  window.ran.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample} line ${event.lineNumber}`));
"""
PROVOKE = """
selector => {
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a");
    if (link && !/^javascript:/i.test(link.href)) event.preventDefault();
  });
  const names = ["mouseover", "mousemove", "pointerover", "focus", "blur", "error", "load", "toggle", "input", "change",
    "keydown", "animationend", "copy"];
  for (const element of document.querySelectorAll(selector)) {
    for (const name of names) element.dispatchEvent(new Event(name, {bubbles: false, cancelable: true}));
    element.click?.();
  }
}
"""
# Types one text after the other into the search and lets each be answered.
SEARCH = """
async ([queries, pause]) => {
  const field = document.querySelector("[data-md-component=search-query]");
  let shown = 0;
  field.focus();
  for (const query of queries) {
    field.value = query;
    field.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
    await new Promise(done => setTimeout(done, pause));
    shown += document.querySelectorAll(".md-search-result__item").length;
  }
  return shown;
}
"""


def batched(items: Iterable[str], count: int) -> Iterator[list[str]]:
    """Yield the items in lists of `count`, the last one shorter."""
    left = list(items)
    for start in range(0, len(left), count):
        yield left[start : start + count]


def own() -> list[str]:
    """Return the payloads of this repository."""
    return OWN.read_text(encoding="utf-8").splitlines()


def corpus() -> list[str]:
    """Return all payloads of the corpus, without those that are nothing but spaces."""
    lines = CORPUS.read_text(encoding="utf-8", errors="replace").split("\n")
    return [line.replace("\r", "") for line in lines if line.strip()]


def fragments(payloads: Iterable[str]) -> Iterator[str]:
    """Yield what the boundary makes of each payload as a text, a link, a picture, a definition and attributes.

    Each passes the boundary alone, so that one that opens a comment does not hide the others.
    """
    options = {name: dict(found) for name, found in EXTENSIONS.items()}
    converter = markdown.Markdown(extensions=[*EXTENSIONS, *_MORE], extension_configs=options)
    for payload in payloads:
        for text in _places(payload):
            yield clean(converter.reset().convert(text))


def _places(payload: str) -> Iterator[str]:
    attributes = _ATTRIBUTES.search(payload)
    yield payload
    yield f"[klick]({payload})"
    yield f"[klick](<{payload}>)"
    yield f"![bild]({payload})"
    yield f"[klick][x]\n\n[x]: {payload}"
    yield f"**x**{{ {payload} }}"
    yield f"## x {{: {attributes[1] if attributes else payload} }}"
    yield f"`x`{{ href={payload} src={payload} style={payload} }}"


def drafts(payloads: Sequence[str], form: str) -> Iterator[str]:
    """Yield the bodies of drafts from tickets in which customer and agent wrote payloads; `form` as in a ticket."""
    for few in batched(payloads, 6):
        lines = "\n".join(f"{number}. Click {text}" for number, text in enumerate(few, start=1))
        said = [
            ("customer", f"It does not work: {few[0]}"),
            ("agent", f"Please do this:\n{lines}\n\nThen open {few[-1]}\n\n```\n{few[0]}\n```\n"),
        ]
        if form == "html":
            items = "".join(f"<li>Click {text}</li>" for text in few)
            said = [
                ("customer", f"<p>It does not work: {few[0]}</p>"),
                ("agent", f"<p>Do this:</p><ol>{items}</ol>"),
            ]
        sent = ticket(subject=few[0], language="en")
        fields = {name: getattr(sent, name) for name in type(sent).__dataclass_fields__}
        whole = prepare(type(sent)(**{**fields, "messages": messages(said, format=form)}))
        yield compose.compose([redacted(whole)], Settings()).body


def articles(payloads: Sequence[str], *, many: int) -> dict[str, str]:
    """Return articles that hold payloads, `many` each, in every field that a page shows.

    Lists hold one payload an entry; in the title and the summary they stand one behind the other.
    """
    made = {}
    for number, some in enumerate(batched(payloads, many)):
        made[f"docs/de/printing/seite{number}.md"] = _article(f"seite{number}", some)
    return made


def _article(name: str, payloads: Sequence[str]) -> str:
    said = [payload.replace("\t", " ") for payload in payloads]
    text = article(
        id=name, extra=f"tags: {_flow(said)}\naliases: []\nowner: {quoted(said[0])}\nticket_data: {_flow(said)}"
    )
    text = text.replace('title: "Drucker ist „Offline“"', f"title: {quoted(f'{name} ' + ' '.join(said))}")
    text = text.replace(
        'summary: "Schalten Sie das Gerät aus und wieder ein."', f"summary: {quoted(' '.join(said))}"
    )
    text = text.replace('issue: ["drucker druckt nich", "es kommt nix raus"]', f"issue: {_flow(said)}")
    text = text.replace('environment: ["Windows 11"]', f"environment: {_flow(said)}")
    return approved(text + "\n" + "\n\n".join(payloads) + "\n")


def quoted(text: str) -> str:
    """Return a text as a value of YAML on one line."""
    return json.dumps(text, ensure_ascii=True)


def _flow(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(quoted, texts))}]"


def banks(payloads: Sequence[str], *, many: int) -> dict[str, str]:
    """Return question banks with one question for each payload, which is its stem, an option and everything else."""
    made = {}
    for number, some in enumerate(batched(payloads, many)):
        items = [_item(f"q-{number:03}{place:03}", f"thema{number}", text) for place, text in enumerate(some)]
        made[f"quizzes/b{number}.yml"] = yaml.safe_dump({"schema": 1, "items": items}, allow_unicode=True)
    return made


def _item(name: str, topic: str, text: str) -> dict[str, object]:
    options = [{"id": letter, "text": f"{letter} {text}", "why": text} for letter in "abc"]
    return {
        "id": name, "version": 1, "type": "cause", "lang": "de", "article": "seite0", "topic": topic, "level": 1,
        "status": "reviewed", "review": {"by": text, "at": date(2026, 11, 1)}, "stem": text, "explanation": text,
        "options": [{**options[0], "correct": True}, *options[1:]],
    }  # fmt: skip


def unguarded(folder: Path) -> Path:
    """Return a copy of a site whose policy forbids nothing and reports everything."""
    copy = folder.with_name(f"{folder.name}-unguarded")
    shutil.copytree(folder, copy)
    for page in copy.rglob("*.html"):
        page.write_text(_META.sub("", page.read_text("utf-8"), count=1), "utf-8")
    rules = copy / "_headers"
    rules.write_text(
        rules.read_text("utf-8").replace("Security-Policy:", "Security-Policy-Report-Only:"), "utf-8"
    )
    return copy


def filled(site: Path, page: str, texts: Iterable[str], *, many: int) -> list[str]:
    """Write copies of a page with texts in the place of the mark, `many` on each; return their addresses."""
    source = (site / page / "index.html").read_text("utf-8")
    made = []
    for number, some in enumerate(batched(texts, many)):
        name = f"{page.rstrip('/')}-{number}/"
        (site / name).mkdir()
        html = source.replace(f"<p>{MARK}</p>", "\n".join(f"<div>{text}</div>" for text in some))
        (site / name / "index.html").write_text(html, "utf-8")
        made.append(name)
    return made


@contextmanager
def watched(browser: Browser, site: Path) -> Iterator[Callable[..., list[str]]]:
    """Serve a site and provide a function that visits pages and returns all that ran or was asked of others.

    It takes the paths, and what to do on each besides causing every event: a function that is given the page.
    """
    server = serve(site)
    address = f"http://127.0.0.1:{server.server_port}/"
    context = browser.new_context()
    hits: list[str] = []
    wanted: list[str] = []

    def answer(route: Route) -> None:
        """Let the page and its own files through; note everything else and follow nothing."""
        url = route.request.url
        if route.request.is_navigation_request() and url not in wanted:
            hits.append(f"went to {url}")
            route.fulfill(status=204)
        elif url.startswith(address):
            route.continue_()
        else:
            hits.append(f"asked {url}")
            route.abort()

    def visit(
        paths: Iterable[str], *, act: Callable[[Page], object] = lambda _: None, selector: str = "body, body *"
    ) -> list[str]:
        hits.clear()
        found: list[str] = []
        page = context.new_page()
        page.set_default_timeout(120_000)
        for path in paths:
            wanted[:] = [address + path]
            page.goto(address + path, wait_until="load")
            act(page)
            page.evaluate(PROVOKE, selector)
            page.wait_for_timeout(30)
            found += [f"{path}: {what}" for what in page.evaluate("window.ran")]
        page.close()
        return found + hits

    context.route("**/*", answer)
    context.add_init_script(WATCH)
    yield visit
    context.close()
    server.shutdown()
    server.server_close()
