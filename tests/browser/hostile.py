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
from urllib.parse import urldefrag

import markdown
import yaml
from playwright.sync_api import Browser, Page, Route

from kbtool.drafting import compose
from kbtool.model import limits
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
LONGEST = 3000  # characters of payloads, so that an article stays below its 64 kB
MARK = "Hier steht gleich etwas anderes."

_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_ATTRIBUTES = re.compile(r"<[\w-]+[\s/]+([^<>]+)")
_OTHER_TYPES = ("data", "order", "recall", "reply")
_MORE = ("attr_list", "md_in_html", "def_list", "abbr", "pymdownx.emoji", "pymdownx.caret", "pymdownx.mark")

# Every way to show that code ran counts, and every attempt that the browser reports.
WATCH = """
window.ran = [];
try { localStorage.clear() } catch {} // what was answered on the page before is nothing to this one
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = (...a) => { window.ran.push(`${name}(${a})`) };
document.addEventListener("securitypolicyviolation", event =>
  window.ran.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample} line ${event.lineNumber}`));
// The site's own search, listened to: how often it was asked and how often it has answered.
window.search = {asked: 0, answered: 0, answer: () => new Promise((done, fail) => {
  const late = setTimeout(() => fail(Error("The search does not answer")), 60_000);
  search.wake = () => { if (search.answered >= Math.max(search.asked, 1)) { clearTimeout(late); done() } };
  search.wake();
})};
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({data}) => { if (data.type === 3) { search.answered++; search.wake?.() } });
  }
  postMessage(message, ...more) {
    if (message.type === 2) search.asked++;
    super.postMessage(message, ...more);
  }
};
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
    if (!element.matches("[data-kb-quiz='*today'] [data-kb-do=restart]")) element.click?.(); // that loads the page anew
  }
}
"""
# Waits for the questions that the round of today fetches.
FETCHED = """
async () => {
  const round = document.querySelector("[data-kb-quiz='*today']");
  const state = round?.querySelector(".kb-quiz__state");
  while (state && state.textContent === JSON.parse(round.dataset.say).loading)
    await new Promise(done => setTimeout(done, 20));
}
"""
# Waits until the search has answered what stands in the page's address and tells how much of the page is marked.
ANSWERED = """
async () => {
  await search.answer();
  await new Promise(done => setTimeout(done, 50));
  return document.querySelectorAll("article mark").length;
}
"""
# Puts one text after the other into a search field, waits until the site shows its answer, and causes every event
# on what is neither plain nor the theme's in it. What shows nothing is asked again by its words alone.
SEARCH = """
async ([selector, texts]) => {
  const THEIRS = new Set(["class", "href", "tabindex", "data-md-score", "open"]);
  const EVENTS = ["mouseover", "focus", "blur", "error", "load", "toggle", "input", "keydown", "animationend", "click"];
  const field = document.querySelector(selector);
  const can = element => element.getAttributeNames().some(name => !THEIRS.has(name))
    || element.href && element.origin !== location.origin;
  let told = ran.length;
  const ask = async text => {
    const before = search.asked;
    field.value = text;
    field.dispatchEvent(new InputEvent("input", {bubbles: true}));
    field.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
    if (search.asked === before) throw Error(`The search does not ask for ${text}`);
    await search.answer();
    await new Promise(done => setTimeout(done)); // the site shows it
    for (const element of [...document.querySelectorAll(".md-search-result__list *")].filter(can))
      for (const name of EVENTS) element.dispatchEvent(new MouseEvent(name, {bubbles: false, cancelable: true}));
    for (; told < ran.length; told++) ran[told] = `search for ${text}: ${ran[told]}`;
    return [...document.querySelectorAll("a.md-search-result__link")].map(link => link.pathname);
  };
  const shown = [];
  await search.answer(); // to the empty field
  for (const [text, words] of texts) {
    const pages = await ask(text);
    shown.push(!pages.length && words && words !== text ? await ask(words) : pages);
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


def mixed(payloads: Sequence[str], count: int) -> Iterator[Sequence[str]]:
    """Yield the payloads in lists of about `count` in which variants of one do not stand together."""
    lists = -(-len(payloads) // count)
    for number in range(lists):
        yield payloads[number::lists]


def words(payload: str) -> str:
    """Return what a search finds a payload by, without the signs that have a meaning in a query."""
    return " ".join(dict.fromkeys(re.findall(r"[^\W_]{2,}", payload)))


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


def articles(payloads: Sequence[str], *, many: int, everywhere: bool = False) -> dict[str, str]:
    """Return articles that hold payloads, `many` each, in every field that a page shows.

    Lists hold one payload an entry; in the title and the summary they stand one behind the other. In the body each
    is a text, or, with `everywhere`, all that `fragments` makes of it.
    """
    made = {}
    for number, some in enumerate(_fitting(payloads, many) if everywhere else batched(payloads, many)):
        body = [text for payload in some for text in (_places(payload) if everywhere else [payload])]
        accepted = [text for text in body if len(text) <= limits.MAX_LINE]
        made[f"docs/de/printing/seite{number}.md"] = _article(f"seite{number}", some, accepted)
    return made


def _fitting(payloads: Iterable[str], many: int) -> Iterator[list[str]]:
    """Yield lists of `many` payloads, shorter ones where payloads are so long that no article would hold as many."""
    some: list[str] = []
    for payload in payloads:
        if some and (len(some) == many or sum(map(len, [*some, payload])) > LONGEST):
            yield some
            some = []
        some.append(payload)
    yield some


def _article(name: str, payloads: Sequence[str], body: Iterable[str]) -> str:
    said = [payload.replace("\t", " ") for payload in payloads]
    lists = "".join(f"{field}: {_flow(said)}\n" for field in ("tags", "ticket_data", "evidence"))
    text = article(id=name, extra=f"{lists}aliases: []\nowner: {quoted(said[0])}\nverified_on: 2026-11-01")
    text = text.replace('title: "Drucker ist „Offline“"', f"title: {quoted(f'{name} ' + ' '.join(said))}")
    text = text.replace(
        'summary: "Schalten Sie das Gerät aus und wieder ein."', f"summary: {quoted(' '.join(said))}"
    )
    text = text.replace('issue: ["drucker druckt nich", "es kommt nix raus"]', f"issue: {_flow(said)}")
    text = text.replace('environment: ["Windows 11"]', f"environment: {_flow(said)}")
    return approved(text + "\n" + "\n\n".join(body) + "\n", by=said[0])


def quoted(text: str) -> str:
    """Return a text as a value of YAML on one line."""
    return json.dumps(text, ensure_ascii=True)


def _flow(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(quoted, texts))}]"


def banks(payloads: Sequence[str], *, many: int, articles: int = 1) -> dict[str, str]:
    """Return question banks in which each payload is all of a question with one right answer and of another one.

    The other forms take turns. `many` payloads share a bank and a page, and the banks ask of `articles` articles.
    """
    made = {}
    for number, some in enumerate(batched(payloads, many)):
        types = [
            kind for place in range(len(some)) for kind in ("cause", _OTHER_TYPES[place % len(_OTHER_TYPES)])
        ]
        items = [
            _item(
                f"q-{number:03}{place:03}",
                kind,
                (f"seite{number % articles}", f"thema{number}"),
                some[place // 2],
            )
            for place, kind in enumerate(types)
        ]
        made[f"quizzes/b{number}.yml"] = yaml.safe_dump({"schema": 1, "items": items}, allow_unicode=True)
    return made


def _item(name: str, kind: str, about: tuple[str, str], text: str) -> dict[str, object]:
    article, topic = about
    keys = {"cause": "a", "data": "ab"}.get(kind, "")
    options = [
        {"id": letter, "text": f"{letter} {text}", "why": text, **({"correct": True} if letter in keys else {})}
        for letter in "abc"
    ]
    return {
        "id": name, "version": 1, "type": kind, "lang": "de", "article": article, "topic": topic, "level": 1,
        "status": "reviewed", "review": {"by": text, "at": date(2026, 11, 1)}, "stem": text, "explanation": text,
        "options": options, **({"model": text} if kind == "reply" else {}),
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
        url = urldefrag(route.request.url).url
        if route.request.is_navigation_request() and url in wanted:
            wanted.remove(url)  # once; whoever loads it again goes somewhere
            route.continue_()
        elif route.request.is_navigation_request():
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
            wanted[:] = [urldefrag(address + path).url]
            page.goto(address + path, wait_until="load")
            page.evaluate(FETCHED)
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
