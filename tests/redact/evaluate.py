"""Compare what redaction found in generated tickets with what is in them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kbtool.redact.apply import apply
from kbtool.redact.folding import fold
from kbtool.redact.known import Known
from kbtool.redact.types import Finding, Kind
from kbtool.redact.view import WORD
from tests.redact.corpus import Gold, Sample

STRUCTURED = frozenset({
    "address", "bic", "birth", "card", "contract", "email", "host", "iban", "idnr", "imei", "ip", "licence", "mac", "number",
    "password", "phone", "secret", "serial", "social", "ticket", "user",
})  # fmt: skip


@dataclass(slots=True)
class Share:
    """How many spans of one type there were, how many were covered, how many covered or suspected."""

    spans: int = 0
    covered: int = 0
    noticed: int = 0


@dataclass(slots=True)
class Result:
    """The figures of one evaluation; `shares` by type and language, `wrong` counts findings by rule."""

    shares: dict[tuple[str, str], Share] = field(default_factory=lambda: defaultdict(Share))
    tickets: int = 0
    silent: int = 0
    findings: int = 0
    wrong: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """The share of findings that touch something private."""
        return 1 - sum(self.wrong.values()) / max(1, self.findings)

    @property
    def silent_leaks(self) -> float:
        """The share of tickets with something private that is neither covered nor suspected."""
        return self.silent / max(1, self.tickets)

    def recall(self, types: Iterable[str], *, suspected: bool = False) -> float:
        """The share of the spans of these types that are covered, or covered or suspected."""
        shares = [share for (kind, _), share in self.shares.items() if kind in types]
        hits = sum(share.noticed if suspected else share.covered for share in shares)
        return hits / max(1, sum(share.spans for share in shares))


def evaluate(samples: Sequence[Sample]) -> Result:
    """Redact all samples, everybody in their metadata being known, and compare."""
    known = Known.from_people(person for sample in samples for person in sample.ticket.people)
    result = Result()
    for sample in samples:
        redacted = apply(sample.ticket, known, key=b"evaluation")
        _compare(sample, redacted.findings, {fold(one.token) for one in redacted.suspicions}, result)
    return result


def evaluate_other(samples: Sequence[Sample], find: Callable[[str, str], Iterable[tuple[int, int]]]) -> Result:
    """Let another detector look through the texts; it knows no metadata and suspects nothing."""
    result = Result()
    for sample in samples:
        findings = [
            Finding(Kind.NAME, "other", where, start, end)
            for where, text in _texts(sample).items()
            for start, end in find(text, sample.lang)
        ]
        _compare(sample, findings, set(), result)
    return result


def _texts(sample: Sample) -> dict[str, str]:
    texts = {"subject": sample.ticket.subject}
    return texts | {f"message {message.id}": message.text for message in sample.ticket.messages}


def _compare(sample: Sample, given: Iterable[Finding], suspected: set[str], result: Result) -> None:
    texts = _texts(sample)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in given:
        findings[finding.where.removesuffix(" text")].append(finding)
    result.tickets += 1
    silent = [
        gold
        for gold in sample.gold
        if not _noted(gold, sample.lang, texts, findings[gold.where], suspected, result)
    ]
    result.silent += bool(silent)
    for where, found in findings.items():
        if where in texts:
            _judge(found, [gold for gold in sample.gold if gold.where == where], result)


def _noted(
    gold: Gold, lang: str, texts: dict[str, str], found: list[Finding], suspected: set[str], result: Result
) -> bool:
    text = texts[gold.where]
    covered = {place for finding in found for place in range(finding.start, finding.end)}
    rest = [
        word[0]
        for word in WORD.finditer(text)
        if any(gold.start <= place < gold.end and place not in covered for place in range(*word.span()))
    ]
    share = result.shares[gold.type, lang]
    noticed = all(fold(word) in suspected for word in rest)
    share.spans += 1
    share.covered += not rest
    share.noticed += noticed
    return noticed


def _judge(found: list[Finding], gold: list[Gold], result: Result) -> None:
    for finding in found:
        result.findings += 1
        if not any(one.start < finding.end and finding.start < one.end for one in gold):
            result.wrong[finding.rule] += 1
