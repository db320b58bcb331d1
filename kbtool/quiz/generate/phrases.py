"""Every sentence the generator writes itself, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Phrases:
    """The generator's sentences in one language; `{…}` are filled in with `str.format`."""

    triage_stem: str
    triage_solve: str
    triage_team: str
    triage_right_solve: str
    triage_right_team: str
    triage_wrong_solve: str
    triage_wrong_fallback: str
    triage_wrong_team_solve: str
    triage_wrong_team: str
    triage_data: str
    match_stem: str
    match_right: str
    match_wrong: str
    cause_stem: str
    cause_right: str
    cause_wrong: str
    first_stem: str
    next_stem: str
    next_right: str
    next_wrong: str
    order_stem: str
    data_stem: str
    data_right: str
    data_wrong: str
    contrast_stem: str
    contrast_sign: str
    contrast_more: str
    recall_stem: str
    recall_also: str
    recall_command: str
    recall_address: str
    recall_path: str
    recall_port: str


GERMAN = Phrases(
    triage_stem="Jemand schreibt: „{phrase}“ Was tun Sie im 1st Level?",
    triage_solve="Selbst lösen",
    triage_team="An {team} weitergeben",
    triage_right_solve="Mit dem Artikel „{title}“ löst der 1st Level das selbst.",
    triage_right_team="Laut Artikel „{title}“ ist das ein Fall für Level {level}; zuständig ist {team}.",
    triage_wrong_solve="Laut Artikel „{title}“ ist dafür Level {level} nötig, nicht der 1st Level.",
    triage_wrong_fallback="Erst wenn die Schritte aus „{title}“ nicht helfen, geht das Ticket an {team}.",
    triage_wrong_team_solve="Im 1st Level hilft „{title}“. Reicht das nicht, ist {team} an der Reihe.",
    triage_wrong_team="Zuständig ist laut Artikel „{title}“ ein anderes Team: {team}.",
    triage_data="Ins Ticket gehören: {data}",
    match_stem="Anfrage: „{phrase}“ Welcher Artikel beantwortet sie?",
    match_right="„{title}“ beschreibt genau das: {problem}",
    match_wrong="In „{title}“ geht es um etwas anderes: {problem}",
    cause_stem="Jemand meldet: „{phrase}“ Was ist die wahrscheinlichste Ursache?",
    cause_right="So steht es im Artikel „{title}“. {more}",
    cause_wrong="Das ist die Ursache in „{title}“; dort schreiben Anwender: „{phrase}“",
    first_stem="Jemand meldet: „{phrase}“ Womit beginnt die Lösung?",
    next_stem="Es geht um: „{phrase}“ Dieser Schritt ist getan: {done} Was kommt als Nächstes?",
    next_right="Das ist Schritt {number} im Artikel „{title}“.",
    next_wrong="Das ist Schritt {number} in „{title}“; dort schreiben Anwender: „{phrase}“",
    order_stem="Jemand meldet: „{phrase}“ In welcher Reihenfolge gehen Sie diese Schritte an?",
    data_stem="Jemand schreibt: „{phrase}“ Sie geben das an {team} weiter. Was gehört ins Ticket?",
    data_right="Danach fragt der Artikel „{title}“. Fehlt es, muss {team} erst zurückfragen.",
    data_wrong="Danach fragt „{title}“. Bei dieser Anfrage hilft es niemandem weiter.",
    contrast_stem="Zwei ähnliche Fälle: „{title}“ oder „{other}“? Woran erkennen Sie den ersten?",
    contrast_sign="So zeigt sich „{title}“.",
    contrast_more="„{title}“: {summary}",
    recall_stem="Es geht um: „{phrase}“ Ergänzen Sie {what} in diesem Schritt: {step}",
    recall_also="Mit oder ohne „https://“ davor: Beides führt hin.",
    recall_command="den Befehl",
    recall_address="die Adresse",
    recall_path="den Pfad",
    recall_port="den Port",
)

ENGLISH = Phrases(
    triage_stem="Someone writes: “{phrase}” What do you do at 1st level?",
    triage_solve="Solve it yourself",
    triage_team="Hand it on to {team}",
    triage_right_solve="With the article “{title}” 1st level solves this.",
    triage_right_team="By the article “{title}” this is a case for level {level}; it belongs to {team}.",
    triage_wrong_solve="By the article “{title}” this takes level {level}; 1st level cannot see it through.",
    triage_wrong_fallback="The ticket goes to {team} only when the steps of “{title}” do not help.",
    triage_wrong_team_solve="At 1st level “{title}” helps. If that is not enough, {team} is next.",
    triage_wrong_team="By the article “{title}” another team is responsible: {team}.",
    triage_data="The ticket must contain: {data}",
    match_stem="Request: “{phrase}” Which article answers it?",
    match_right="“{title}” describes just this: {problem}",
    match_wrong="“{title}” is about something else: {problem}",
    cause_stem="Someone reports: “{phrase}” What is the most likely cause?",
    cause_right="So says the article “{title}”. {more}",
    cause_wrong="This is the cause in “{title}”, where people write: “{phrase}”",
    first_stem="Someone reports: “{phrase}” Where does the solution start?",
    next_stem="The report is: “{phrase}” This step is done: {done} What comes next?",
    next_right="This is step {number} of the article “{title}”.",
    next_wrong="This is step {number} of “{title}”, where people write: “{phrase}”",
    order_stem="Someone reports: “{phrase}” In which order do you take these steps?",
    data_stem="Someone writes: “{phrase}” You hand it on to {team}. What belongs in the ticket?",
    data_right="The article “{title}” asks for it. Without it {team} has to ask back first.",
    data_wrong="“{title}” asks for it. For this request it helps nobody.",
    contrast_stem="Two similar cases: “{title}” or “{other}”? What tells you it is the first?",
    contrast_sign="This is how “{title}” shows.",
    contrast_more="“{title}”: {summary}",
    recall_stem="The report is: “{phrase}” Fill in {what} in this step: {step}",
    recall_also="With or without “https://” in front: both lead there.",
    recall_command="the command",
    recall_address="the address",
    recall_path="the path",
    recall_port="the port",
)

PHRASES: Mapping[str, Phrases] = MappingProxyType({"de": GERMAN, "en": ENGLISH})


_INNER = {"de": str.maketrans("„“", "‚‘"), "en": str.maketrans("“”", "‘’")}


def inner(text: str, lang: str) -> str:
    """Return a text with its quotation marks as they are inside other ones.

    >>> inner("Auftrag hängt mit „Wird gelöscht“", "de")
    'Auftrag hängt mit ‚Wird gelöscht‘'
    """
    return text.translate(_INNER.get(lang, _INNER["en"]))


def phrases(lang: str) -> Phrases:
    """Return the sentences of a language, English for one that has none."""
    return PHRASES.get(lang, ENGLISH)
