"""Measure the redaction: what it finds in generated tickets, and how fast.

`tox -e redaction` runs it with Faker's values and with Presidio and scrubadub beside it; without them it is
`python -m tests.bench.bench_redact`. All sets of templates but `dev` were written after the rules, all but `held` by
others, and run once before anything was mended for them; `--part` picks one. The exit code is 1
where a goal is missed.
"""

import argparse
import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from kbtool.model.ticket import Ticket
from kbtool.redact.apply import apply
from kbtool.redact.known import Known
from kbtool.redact.scan import scan
from kbtool.redact.view import view
from tests.conftest import REPOSITORY, SHARED_DATA
from tests.redact import values as own_values
from tests.redact.corpus import PARTS, samples
from tests.redact.evaluate import STRUCTURED, Result, evaluate, evaluate_other

WORDS = 270


GOALS = {
    "structured values and secrets covered": 0.995,
    "parties covered": 0.999,
    "third parties covered or suspected": 0.95,
    "tickets without a silent leak": 0.99,
    "findings that are right": 0.98,
}


def figures(result: Result) -> dict[str, float]:
    """Return the figures that have a goal."""
    shares = (
        result.recall(STRUCTURED),
        result.recall({"party"}),
        result.recall({"third party"}, suspected=True),
        1 - result.silent_leaks,
        result.precision,
    )
    return dict(zip(GOALS, shares, strict=True))


def show(name: str, result: Result, others: Mapping[str, Result] = MappingProxyType({})) -> list[str]:
    """Print the figures of one set of templates, other detectors beside; return the goals that are missed."""
    print(f"\n{name}: {result.tickets} tickets")
    print(
        f"{'type':<14}{'':4}{'spans':>6}{'covered':>9}{'or suspected':>14}"
        + "".join(f"{one:>11}" for one in others)
    )
    for (kind, lang), share in sorted(result.shares.items()):
        beside = "".join(f"{one.shares[kind, lang].covered / share.spans:>11.3f}" for one in others.values())
        covered, noticed = share.covered / share.spans, share.noticed / share.spans
        print(f"{kind:<14}{lang:<4}{share.spans:>6}{covered:>9.3f}{noticed:>14.3f}{beside}")
    print()
    missed = []
    for goal, value in figures(result).items():
        beside = "".join(f"{figures(one)[goal]:>11.4f}" for one in others.values())
        is_reached = value >= GOALS[goal]
        print(f"{goal:<40}{GOALS[goal]:>7}{value:>9.4f}{beside}{'' if is_reached else '  missed'}")
        missed += [] if is_reached else [f"{name}: {goal}"]
    print(
        f"third parties covered {result.recall({'third party'}):.4f}; wrong: {dict(result.wrong.most_common(5))}"
    )
    return missed


def long_tickets(count: int) -> list[Ticket]:
    """Return tickets of about 300 words: generated ones, filled up with paragraphs of the demo's articles."""
    rng = random.Random(5)  # noqa: S311 - test data
    filling: dict[str, list[str]] = defaultdict(list)
    for path in sorted(REPOSITORY.glob("docs/[de][en]/*/*.md")):
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        filling[path.parts[-3]] += [part for part in body.split("\n\n") if len(part) > 80 and part[0] != "#"]
    return [filled(sample.ticket, filling[sample.lang], rng) for sample in samples("dev", count, seed=5)]


def filled(ticket: Ticket, filling: Sequence[str], rng: random.Random) -> Ticket:
    """Return a ticket with paragraphs added until it has 300 words."""
    messages = list(ticket.messages)
    while sum(len(message.text.split()) for message in messages) < WORDS:
        place = rng.randrange(len(messages))
        text = messages[place].text.rstrip() + "\n\n" + rng.choice(filling)
        messages[place] = replace(messages[place], text=text, body=text)
    return replace(ticket, messages=tuple(messages))


def speed(count: int) -> None:
    """Print tickets per CPU second, with the word lists opened and 20,000 people known.

    The machine counts, so the time is also given as a multiple of cutting the same texts into words.
    """
    tickets = long_tickets(count)
    texts = [message.text for ticket in tickets for message in ticket.messages]
    known = Known.from_people(
        person for sample in samples("held", 7000, seed=9) for person in sample.ticket.people
    )
    for ticket in tickets[:40]:
        apply(ticket, known, key=b"bench")
    spent = _timed(lambda: [apply(ticket, known, key=b"bench") for ticket in tickets])
    cut = _timed(lambda: [view(text) for text in texts])
    words = sum(len(text.split()) for text in texts) / len(tickets)
    print(
        f"\nspeed: {len(tickets) / spent:.0f} tickets of {words:.0f} words per CPU second (wanted: 200), "
        f"{spent / cut:.1f} times the cutting into words"
    )


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def articles() -> None:
    """Print what is found and suspected in the demo's articles, which hold nothing private."""
    for lang in ("de", "en"):
        paths = sorted(REPOSITORY.glob(f"docs/{lang}/*/*.md"))
        texts = [path.read_text(encoding="utf-8") for path in paths]
        texts = [re.sub(r"(?m)^(?:owner|review|id|related|translation_of):.*\n", "", text) for text in texts]
        found = [scan(text, Known(), lang=lang, approved=frozenset()) for text in texts]
        words = sum(len(text.split()) for text in texts)
        wrong = sum(len(one.findings) for one in found)
        tokens = sorted(len({suspicion.token for suspicion in one.suspicions}) for one in found)
        print(
            f"articles {lang}: {wrong / words * 1000:.2f} findings in 1,000 of {words} words, suspected words in an article: "
            f"median {tokens[len(tokens) // 2]}, 9 of 10 at most {tokens[len(tokens) * 9 // 10]}"
        )


def independent() -> None:
    """Print the figures on microsoft/presidio-research's texts, which come without metadata."""
    path = SHARED_DATA / "pii" / "synth_dataset_v2.json"
    if not path.exists():
        print("shared data: not there")
        return
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in json.loads(path.read_text(encoding="utf-8")):
        text = row["full_text"]
        result = scan(text, Known(), lang="en", approved=frozenset())
        hard = {place for finding in result.findings for place in range(finding.start, finding.end)}
        unsure = [one for one in result.suspicions if one.reason.value == "unsure"]
        hard |= {place for one in unsure for place in range(one.start, one.end)}
        soft = hard | {
            place for one in result.suspicions for start, end in one.places for place in range(start, end)
        }
        for span in row["spans"]:
            places = [at for at in range(span["start_position"], span["end_position"]) if text[at].isalnum()]
            counts[span["entity_type"]][0] += 1
            counts[span["entity_type"]][1] += all(at in hard for at in places)
            counts[span["entity_type"]][2] += all(at in soft for at in places)
    for kind, (spans, covered, noticed) in sorted(counts.items(), key=lambda item: -item[1][0]):
        print(f"independent {kind:<18}{spans:>5}{covered / spans:>9.3f}{noticed / spans:>14.3f}")


def detectors() -> dict[str, Any]:
    """Return the other detectors; they are installed by `tox -e redaction` only."""
    from tests.redact import beside  # noqa: PLC0415

    return {"Presidio": beside.presidio(), "scrubadub": beside.scrubadub()}


def main() -> int:
    """Run the measurements and print their figures; return 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=300, help="generated tickets of each set")
    parser.add_argument(
        "--part", action="append", choices=PARTS, help="only this set of templates; may be repeated"
    )
    parser.add_argument("--seed", type=int, default=1, help="which tickets are generated")
    parser.add_argument("--faker", action="store_true", help="take the values from Faker's locales")
    parser.add_argument("--beside", action="store_true", help="run Presidio and scrubadub on the same texts")
    asked = parser.parse_args()
    make = own_values.values
    if asked.faker:
        from tests.redact import faker_values  # noqa: PLC0415

        make = faker_values.values
    others = detectors() if asked.beside else {}
    missed: list[str] = []
    for part in asked.part or PARTS:
        made = samples(part, asked.tickets, asked.seed, make)
        missed += show(
            part, evaluate(made), {name: evaluate_other(made, find) for name, find in others.items()}
        )
    print()
    articles()
    independent()
    speed(asked.tickets)
    print("\nmissed: " + ("; ".join(missed) or "nothing"))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
