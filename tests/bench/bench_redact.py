"""Measure the redaction: what it finds in generated tickets, and how fast.

Run with `python -m tests.bench.bench_redact`. The templates of `held` were not looked at while the rules were
written. Wanted: structured types and secrets 0.995, parties 0.999, third parties covered or suspected 0.95, silent
leaks in at most 1 % of the tickets, precision 0.98, and 200 tickets of 300 words per CPU second.
"""

import argparse
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kbtool.model.ticket import Ticket
from kbtool.redact.apply import apply
from kbtool.redact.known import Known
from kbtool.redact.scan import scan
from tests.conftest import REPOSITORY, SHARED_DATA
from tests.redact.corpus import samples
from tests.redact.evaluate import STRUCTURED, Result, evaluate

WORDS = 270


def show(name: str, result: Result) -> None:
    """Print the figures of one half of the templates."""
    print(f"\n{name}: {result.tickets} tickets")
    print(f"{'type':<14}{'':4}{'spans':>6}{'covered':>9}{'or suspected':>14}")
    for (kind, lang), share in sorted(result.shares.items()):
        covered, noticed = share.covered / share.spans, share.noticed / share.spans
        print(f"{kind:<14}{lang:<4}{share.spans:>6}{covered:>9.3f}{noticed:>14.3f}")
    print(
        f"structured {result.recall(STRUCTURED):.4f}, parties {result.recall({'party'}):.4f}, "
        f"third parties {result.recall({'third party'}):.3f} (or suspected "
        f"{result.recall({'third party'}, suspected=True):.3f}), silent leaks {result.silent_leaks:.2%}, "
        f"precision {result.precision:.4f} {dict(result.wrong.most_common(5))}"
    )


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
    """Print tickets per CPU second, with the word lists opened and 20,000 people known."""
    tickets = long_tickets(count)
    known = Known.from_people(
        person for sample in samples("held", 7000, seed=9) for person in sample.ticket.people
    )
    for ticket in tickets[:40]:
        apply(ticket, known, key=b"bench")
    start = time.process_time()
    for ticket in tickets:
        apply(ticket, known, key=b"bench")
    spent = time.process_time() - start
    words = sum(len(message.text.split()) for ticket in tickets for message in ticket.messages) / len(tickets)
    print(f"\nspeed: {len(tickets) / spent:.0f} tickets of {words:.0f} words per CPU second")


def articles() -> None:
    """Print what is found and suspected in the demo's articles, which hold nothing private."""
    for lang in ("de", "en"):
        texts = [path.read_text(encoding="utf-8") for path in sorted(REPOSITORY.glob(f"docs/{lang}/*/*.md"))]
        texts = [re.sub(r"(?m)^(?:owner|review|id|related|translation_of):.*\n", "", text) for text in texts]
        found = [scan(text, Known(), lang=lang, approved=frozenset()) for text in texts]
        words = sum(len(text.split()) for text in texts)
        wrong = sum(len(one.findings) for one in found)
        tokens = sorted(len({suspicion.token for suspicion in one.suspicions}) for one in found)
        print(
            f"articles {lang}: {wrong / words * 1000:.2f} findings in 1,000 words, suspected words in an article: "
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


def main() -> None:
    """Run the measurements and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=600, help="generated tickets in each half")
    count = parser.parse_args().tickets
    for part in ("dev", "held"):
        show(part, evaluate(samples(part, count)))
    articles()
    independent()
    speed(count // 2)


if __name__ == "__main__":
    main()
