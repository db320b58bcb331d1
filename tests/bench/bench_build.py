"""How much CPU a build takes, beside plain mkdocs on the same articles: `python tests/bench/bench_build.py`.

Three figures, each a ratio of CPU seconds of whole processes, so that the machine and its load matter little:

- `kbtool build --audience public` of 1,000 articles against plain `mkdocs build` with Material, its search and
  the articles out of the navigation, on the same Markdown (target: at most 1.3);
- both editions against the same (for information: two sites for that price);
- 2,000 articles against 1,000 (target: at most 2.3).
"""

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from kbtool import frontmatter
from kbtool.model import article_fields

CATEGORIES = ("accounts", "email", "network", "wifi", "printing", "windows", "macos", "mobile", "office",
              "meetings", "hardware", "security")  # fmt: skip
WORDS = (
    "printer driver restart network cable account password window setting update browser certificate mailbox "
    "calendar folder screen keyboard mouse battery router address server client session token profile policy "
    "backup archive license version install remove open close connect drucker treiber neustart netzwerk kabel "
    "konto kennwort fenster einstellung aktualisierung zertifikat postfach kalender ordner bildschirm tastatur"
).split()
SYLLABLES = "ba de fi go ku la me ni po ra se ti vo wa xe zu".split()
KBTOOL = """\
site_name: Bench
site_url: https://bench.example/
theme: {name: material, font: false}
plugins:
  - search
  - kbtool: {languages: [de, en]}
"""
PLAIN = """\
site_name: Bench
site_url: https://bench.example/
theme: {name: material, font: false, features: [navigation.indexes]}
plugins: [{search: {lang: [en, de]}}]
markdown_extensions:
  - admonition
  - tables
  - toc: {permalink: true}
  - pymdownx.highlight
  - pymdownx.superfences
not_in_nav: "*"
nav:
"""


def vocabulary(rng: random.Random) -> list[str]:
    """Return common words and a long tail of rare ones, commonest first."""
    tail = {"".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(9000)}
    return [*WORDS, *sorted(tail)]


def text(rng: random.Random, words: Sequence[str], weights: Sequence[float], count: int) -> str:
    """Return sentences whose words are as unevenly frequent as in real texts (Zipf)."""
    chosen = rng.choices(words, cum_weights=weights, k=count)
    return " ".join(
        word.capitalize() + "." if number % 11 == 10 else word for number, word in enumerate(chosen)
    )


def article(
    rng: random.Random, words: Sequence[str], weights: Sequence[float], number: int, names: dict[int, str]
) -> str:
    """Return one approved article of about 370 words, with steps, a table, code, an admonition and links."""
    lang = names[number].partition("/")[0]

    def some(count: int) -> str:
        return text(rng, words, weights, count)

    steps = "\n".join(f"{step}. Open **{some(2)}** and {some(18)}" for step in range(1, rng.randint(5, 8)))
    near = [name for name in rng.sample(sorted(names.values()), 12) if name.startswith(lang)][:4]
    links = " ".join(f"See [{some(2)}](../../{name}.md)." for name in near)
    titles = (
        ("Problem", "Umgebung", "Ursache", "Lösung")
        if lang == "de"
        else ("Issue", "Environment", "Cause", "Resolution")
    )
    table = f"| System | Version |\n|---|---|\n| {some(2)} | {some(2)} |\n| {some(2)} | {some(2)} |"
    code = f'```bash\nsystemctl restart {some(1)}\necho "{some(3)}"\n```'
    parts = (
        some(50),
        table,
        f"{some(40)}\n\n!!! note\n    {some(25)}",
        f"{steps}\n\n{code}\n\n{some(40)} {links}",
    )
    body = "\n".join(f"## {title}\n\n{part}\n" for title, part in zip(titles, parts, strict=True))
    day = date(2026, 1, 1) + timedelta(days=number % 300)
    meta = {
        "id": names[number].rpartition("/")[2],
        "title": f"{some(6)} & “{number}”",
        "lang": lang,
        "type": "fix",
        "category": names[number].split("/")[1],
        "audience": "public",
        "confidence": "validated",
        "summary": some(22),
        "issue": [some(8).lower(), some(7).lower()],
        "environment": [some(2), some(2)],
        "tags": [rng.choice(WORDS), rng.choice(WORDS)],
        "verified_on": day,
    }
    document = frontmatter.edit(frontmatter.Document("---\n", "", "---\n", body), meta)
    made, _ = article_fields.build("x", frontmatter.read(document), body)
    review = {"by": "bench", "at": day, "sha256": made.sha256}
    return frontmatter.dump(frontmatter.edit(document, {"review": review}))


def corpus(folder: Path, count: int) -> None:
    """Write the same articles for a kbtool project and for a plain one."""
    rng = random.Random(count)  # noqa: S311 - no secret
    words = vocabulary(rng)
    weights: list[float] = []
    for rank in range(1, len(words) + 1):
        weights.append((weights[-1] if weights else 0) + 1 / rank)
    names = {
        number: f"{'de' if number % 10 < 3 else 'en'}/{_category(rng)}/article-{number}"
        for number in range(count)
    }
    texts = {name: article(rng, words, weights, number, names) for number, name in names.items()}
    for kind, config in (("kbtool", KBTOOL), ("plain", PLAIN)):
        for name, content in texts.items():
            path = folder / kind / "docs" / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        (folder / kind / "mkdocs.yml").write_text(config, encoding="utf-8")
    _indexes(folder / "plain", names)


def _category(rng: random.Random) -> str:
    """Return a category; the first ones are the fullest."""
    return CATEGORIES[int(rng.random() ** 2 * len(CATEGORIES))]


def _indexes(plain: Path, names: dict[int, str]) -> None:
    """Give plain mkdocs category pages that list their articles, as the only entries of its navigation."""
    shelves: dict[str, list[str]] = {}
    for name in sorted(names.values()):
        shelves.setdefault(name.rpartition("/")[0], []).append(name.rpartition("/")[2])
    nav = []
    for shelf, articles in shelves.items():
        lines = "\n".join(f"- [{name}]({name}.md)" for name in articles)
        (plain / "docs" / shelf / "index.md").write_text(f"# {shelf}\n\n{lines}\n", encoding="utf-8")
        nav.append(f"  - {shelf}/index.md\n")
    (plain / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    with (plain / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("  - index.md\n" + "".join(nav))


def cpu_seconds(project: Path, *command: str) -> float:
    """Return user and system time of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(
        [sys.executable, "-m", *command], cwd=project, check=True, capture_output=True, env=environment
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        one, two = Path(name, "one"), Path(name, "two")
        corpus(one, options.articles)
        corpus(two, 2 * options.articles)
        public = ("kbtool", "build", "--audience", "public")
        commands = {
            "plain": (one / "plain", ("mkdocs", "build", "--quiet")),
            "public": (one / "kbtool", public),
            "both": (one / "kbtool", ("kbtool", "build")),
            "public, twice the articles": (two / "kbtool", public),
        }
        times: dict[str, list[float]] = {label: [] for label in commands}
        for _ in range(options.runs):
            for label, (project, command) in commands.items():
                times[label].append(cpu_seconds(project, *command))
    median = {label: statistics.median(values) for label, values in times.items()}
    for label, value in median.items():
        runs = ", ".join(f"{seconds:.1f}" for seconds in times[label])
        print(f"{label:28} {value:6.2f} CPU s  ({runs})")
    for label, over, under, target in (
        ("public / plain", "public", "plain", "≤ 1.3"),
        ("both / plain", "both", "plain", ""),
        ("twice / once", "public, twice the articles", "public", "≤ 2.3"),
    ):
        print(f"{label:28} {median[over] / median[under]:6.2f}  {target}")


if __name__ == "__main__":
    main()
