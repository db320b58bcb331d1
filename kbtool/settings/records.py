"""What a project can decide, as records; the `#:` comment of a field is its description in the reference."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf of articles: its names by language and its icon (a Material icon such as `material/printer`)."""

    names: Names  #: The name in each language; a text alone serves all of them.
    icon: str = "material/help-circle-outline"  #: An icon of Material for MkDocs.


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file and which of its columns hold what."""

    path: str  #: The file, relative to the project.
    columns: Names  #: Which column holds what: kbtool's field, then the file's column.
    delimiter: str = ""  #: The character between columns; empty: kbtool looks at the file.
    encoding: str = ""  #: The file's encoding; empty: kbtool looks at the file.
    format: Literal["text", "html"] = "text"  #: What the message bodies are written in.
    timezone: str = "UTC"  #: The zone of times that name none, such as Europe/Berlin.
    date_format: str = ""  #: How times are written, such as %m/%d/%Y %H:%M; empty: ISO 8601 or German.
    states: Names = field(default_factory=dict)  #: The file's states and what they mean to kbtool.
    roles: Names = field(default_factory=dict)  #: The file's roles and what they mean to kbtool.
    visibilities: Names = field(default_factory=dict)  #: The file's visibilities and what they mean to kbtool.
    visibility: Literal["public", "internal"] = "internal"  #: Who saw a message, where the file does not say.


@dataclass(frozen=True, slots=True)
class Source:
    """Where tickets come from: a JSON Lines file, or one or two CSV tables."""

    name: str  #: The first half of every ticket's reference, as in desk:4711.
    type: Literal["jsonl", "csv"]  #: The kind of file.
    path: str = ""  #: The JSON Lines file, relative to the project; needed for jsonl.
    tickets: Table | None = None  #: The table of tickets; needed for csv.
    messages: Table | None = None  #: The table of messages, where they have one of their own.
    agents: tuple[str, ...] = ()  #: Names or addresses of your agents, where the file does not tell roles.


@dataclass(frozen=True, slots=True)
class Training:
    """How results of quizzes are treated."""

    retention_days: int = 180  #: After how many days answers are deleted.
    pass_mark: int = 80  #: How many percent of an exam must be right.


@dataclass(frozen=True, slots=True)
class Quiz:
    """What the gate lets pass: the thresholds that `kbtool quiz lint` and `kbtool quiz generate` go by.

    Overlaps are the share of common word stems of two texts, 0 to 1 (Jaccard index).
    """

    options_min: int = 3  #: Fewer options are a warning, an error where no person chose them.
    options_max: int = 4  #: More options are a warning, an error where no person chose them.
    options_limit: int = 6  #: More options than this are always an error.
    length_ratio: float = 1.3  #: How much longer than every wrong option the right one may be, or shorter.
    length_slack: int = 12  #: A difference in length of so many characters does not count.
    near_duplicate: float = 0.7  #: Options that overlap more say the same; generated ones at most 0.5.
    stem_repeat: int = 2  #: The right option repeats fewer words of the question more than the others.
    own_step: float = 0.5  #: A wrong option overlaps no step of the article more than this.
    ambiguous: float = 0.34  #: Articles whose complaints overlap more are no rivals; generated: at most 0.34.
    contrast_near: float = 0.08  #: Articles less alike than this are not mixed up, so they are no contrast.
    generic_articles: int = 2  #: A step in so many articles is right nearly everywhere.
    same_category: int = 1  #: So many wrong options should come from the article's own category.
    reuse: int = 3  #: How often a wrong option may recur within a type.
    leak_words: int = 4  #: A right option of so many words must not stand in another question.
    alpha: float = 0.05  #: The chance of blaming a mere guesser, divided by the number of tests.
    solver_items: int = 8  #: Guessers are tried on types of at least so many items.


@dataclass(frozen=True, slots=True)
class Legal:
    """The pages that the law wants of a public site in Germany, linked in the footer of every page."""

    imprint: str = "impressum"  #: The id of the page that says who runs the site.
    privacy: str = "datenschutz"  #: The id of the privacy notice.
    required: Literal["auto", "always", "never"] = "auto"  #: auto: of a public site that speaks German.


# Nothing that runs in a browser, so neither HTML nor SVG.
ATTACHMENTS = ("avif", "gif", "jpeg", "jpg", "pdf", "png", "txt", "webp")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a project can decide; every field has a default."""

    languages: tuple[str, ...] = ("de", "en")  #: The site's languages; the first is the main one.
    categories: Mapping[str, Category] = field(default_factory=dict)  #: All categories, by folder.
    teams: Mapping[str, Names] = field(default_factory=dict)  #: All teams a request can go to.
    contact: str = ""  #: Where “No, this did not help” leads: a link with placeholders.
    audience: Literal["public", "internal"] = "public"  #: The edition that plain mkdocs builds.
    review_months: int = 6  #: How long an approval is good for; sets review_by.
    attachments: tuple[str, ...] = ATTACHMENTS  #: Endings of files in docs/ that the sites may hold.
    legal: Legal = field(default_factory=Legal)  #: Imprint and privacy notice.
    sources: tuple[Source, ...] = ()  #: Where tickets come from.
    known_names: tuple[str, ...] = ()  #: Names to take out of tickets besides those of their own people.
    ticket_months: int = 24  #: After how many months without a change `kbtool tickets purge` removes a ticket.
    training: Training = field(default_factory=Training)  #: How results of quizzes are treated.
    quiz: Quiz = field(default_factory=Quiz)  #: What the gate for quiz items lets pass.

    def category_name(self, category: str, lang: str) -> str:
        """Return the category's name in a language, or its key where it has none."""
        found = self.categories.get(category)
        return _translated(found.names, lang, category) if found else category

    def team_name(self, team: str, lang: str) -> str:
        """Return the team's name in a language, or its key where it has none."""
        return _translated(self.teams.get(team, {}), lang, team)


def _translated(names: Names, lang: str, key: str) -> str:
    return names.get(lang) or next(iter(names.values()), key)
