"""Banks at a size, and blind solvers on a bank made from real threads: `python -m tests.bench.bench_quiz`.

Forum: ingest the forum threads of ../shared/data, draft all, approve 200 drafts in bulk, publish, generate a bank and
lint it; prints what every blind solver finds, per type, beside the bound. Size: 500, 1,000 and 2,000 articles, which
are the demo's own with many of their words exchanged for invented ones, so that language and structure stay real;
prints CPU seconds of `quiz generate` and `quiz lint` (target: 60 for 1,000 articles) and their growth. Each step is a
process of its own.
"""

import argparse
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kbtool import frontmatter
from tests.bench import bench_build, bench_forum
from tests.bench.bench_ingest import FORUM
from tests.conftest import REPOSITORY

SIZES = (500, 1000, 2000)
SHOWN_PROBLEMS = 5
# So many words of six letters and more are exchanged; the small ones keep the language.
EXCHANGED = 0.4
_WORD = re.compile(r"\b[^\W\d_]{6,}\b")


def bank(folder: Path) -> float:
    """Generate and lint the bank of a project, print what came out, and return the CPU seconds."""
    spent = 0.0
    made = bench_forum.run(folder, "quiz", "generate", "--json")
    spent += made.cpu
    report = json.loads(made.text)
    slots = Counter(one["slot"].split("/")[1] for one in report["made"])
    print(f"  {len(report['made'])} items {dict(slots)}, {len(report['refused'])} slots empty")
    linted = bench_forum.run(folder, "quiz", "lint", "--json")
    found = json.loads(linted.text)
    print(f"  {len(found['errors'])} errors, {len(found['warnings'])} warnings")
    for problem in found["errors"][:SHOWN_PROBLEMS]:
        print(f"  {problem['code']}: {problem['message']}")
    table(found["solvers"], found["positions"])
    return spent + linted.cpu


def table(solvers: Sequence[dict[str, Any]], positions: Sequence[dict[str, Any]]) -> None:
    """Print the shares of keys found; “!” marks those above the bound."""
    groups = {one["group"]: one for one in solvers}
    print(f"  {'keys found by':16}" + "".join(f"{name:>10}" for name in groups))
    for solver in dict.fromkeys(one["solver"] for one in solvers):
        row = [one for one in solvers if one["solver"] == solver]
        marks = "".join(f"{one['share']:>9.0%}{'!' if one['share'] > one['bound'] else ' '}" for one in row)
        print(f"  {solver:16}{marks}")
    print(f"  {'at most':16}" + "".join(f"{one['bound']:>9.0%} " for one in groups.values()))
    print(f"  {'items':16}" + "".join(f"{one['items']:>9} " for one in groups.values()))
    print(f"  {'positions, p':16}" + "".join(f"{one['p']:>9.2f} " for one in positions))


def forum(folder: Path) -> None:
    """Make a bank of the forum threads' drafts."""
    bench_forum.published(folder)
    bank(folder)


def sized(folder: Path, count: int) -> float:
    """Make a bank of invented articles and return the CPU seconds."""
    folder.mkdir()
    (folder / "mkdocs.yml").write_bytes((REPOSITORY / "mkdocs.yml").read_bytes())
    rng = random.Random(count)  # noqa: S311 - no secret
    words = bench_build.vocabulary(rng)
    models = sorted((REPOSITORY / "docs").glob("??/*/*.md"))
    models = [path for path in models if "issue:" in path.read_text(encoding="utf-8")]
    for number in range(count):
        model = models[number % len(models)]
        target = folder / "docs" / model.relative_to(REPOSITORY / "docs").parent / f"article-{number}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(invented(rng, words, model, target.stem), encoding="utf-8")
    print(f"{count} articles")
    return bank(folder)


def invented(rng: random.Random, words: Sequence[str], model: Path, name: str) -> str:
    """Return an article with the structure, language and little words of another."""

    def other(match: re.Match[str]) -> str:
        if rng.random() > EXCHANGED:
            return match[0]
        word = words[int(len(words) * rng.random() ** 2)]
        return word.capitalize() if match[0][0].isupper() else word

    document = frontmatter.parse(model.read_text(encoding="utf-8"))
    meta = frontmatter.read(document)
    lines = [line if line.startswith("#") else _WORD.sub(other, line) for line in document.body.splitlines()]
    changed = {
        "id": name,
        "title": _WORD.sub(other, meta["title"]),
        "summary": _WORD.sub(other, meta.get("summary", "")),
        "issue": [_WORD.sub(other, phrase) for phrase in meta["issue"]],
        "tags": [_WORD.sub(other, tag) for tag in meta.get("tags", ())],
    }
    return frontmatter.dump(replace(frontmatter.edit(document, changed), body="\n".join(lines) + "\n"))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=["forum", "size"], help="one of the two parts")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="how many articles")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        if options.only != "size":
            if FORUM.is_dir():
                (Path(name) / "forum").mkdir()
                forum(Path(name) / "forum")
            else:
                print("forum skipped: ../shared/data/forum-threads is not there")
        if options.only != "forum":
            spent = {count: sized(Path(name) / str(count), count) for count in options.sizes}
            for count, seconds in spent.items():
                print(f"{count:5} articles {seconds:6.1f} CPU s, {1000 * seconds / count:5.1f} ms each")


if __name__ == "__main__":
    main()
