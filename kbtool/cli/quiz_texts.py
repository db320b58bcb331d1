"""What the terminal says during a quiz, in the language of the item."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language; `{…}` are filled in with `str.format`."""

    right: str
    wrong: str
    incomplete: str
    unsure: str
    answer: str
    article: str
    prompt: str
    no_such_key: str
    several_prompt: str
    order_prompt: str
    not_all: str
    typed_prompt: str
    written_prompt: str
    model: str
    yes_or_no: str
    yes_keys: str
    forgotten: str
    too_much: str
    right_order: str
    typed_answer: str
    alternatively: str
    score: str
    one_unsure: str
    many_unsure: str
    read_again: str
    drafts: str
    due: str
    nothing_due: str
    exam: str
    noted: str
    passed: str
    failed: str


ENGLISH = Texts(
    right="✓ Right.",
    wrong="✗ Wrong.",
    incomplete="✗ Not complete yet: {met} of {all} points.",
    unsure="? Not known yet.",
    answer="The answer is {key}) {text}",
    article="Article: {title} ({path})",
    prompt="{keys}, capital = not sure, u = don’t know, q = quit",
    no_such_key="“{given}” is not among the answers.",
    several_prompt="All of {keys} that are right, then Enter; ? before = not sure, u = don’t know, q = quit",
    order_prompt="{keys} in the right order, then Enter; ? before = not sure, u = don’t know, q = quit",
    not_all="Each letter once, please; “{given}” is not all of them.",
    typed_prompt="Type it, then Enter; ? before it = not sure, Enter alone = don’t know, :q = quit",
    written_prompt="Write your reply; an empty line ends it. Enter alone = don’t know, :q = quit",
    model="A good reply:",
    yes_or_no="Is that in yours? y/n",
    yes_keys="yj",
    forgotten="missing",
    too_much="does not belong",
    right_order="The right order:",
    typed_answer="The answer is: {text}",
    alternatively="or",
    score="{right} of {asked} right.",
    one_unsure="One you did not know.",
    many_unsure="{count} you did not know.",
    read_again="Worth reading again:",
    drafts="Nobody has reviewed these items yet, so the answers do not count as results.",
    due="To repeat: {today} today, {tomorrow} tomorrow, {week} in the five days after.",
    nothing_due="Nothing to repeat in the next seven days.",
    exam="Exam, form {form}: {count} questions, {mark} % to pass. What was right comes at the end.",
    noted="Noted.",
    passed="✓ Passed: {right} of {asked} right, {mark} % were needed.",
    failed="✗ Not passed: {right} of {asked} right, {mark} % were needed.",
)
GERMAN = Texts(
    right="✓ Richtig.",
    wrong="✗ Falsch.",
    incomplete="✗ Noch nicht vollständig: {met} von {all} Punkten.",
    unsure="? Noch nicht gewusst.",
    answer="Richtig ist {key}) {text}",
    article="Artikel: {title} ({path})",
    prompt="{keys}, groß = nicht sicher, u = weiß nicht, q = aufhören",
    no_such_key="„{given}“ gehört nicht zu den Antworten.",
    several_prompt="Alle richtigen aus {keys}, dann Enter; ? davor = unsicher, u = weiß nicht, q = aufhören",
    order_prompt="{keys} in der richtigen Reihenfolge, dann Enter; ? davor = unsicher, u = weiß nicht,"
    " q = aufhören",
    not_all="Bitte jeden Buchstaben einmal; „{given}“ sind nicht alle.",
    typed_prompt="Eintippen, dann Enter; ? davor = unsicher, Enter allein = weiß nicht, :q = aufhören",
    written_prompt="Ihre Antwort, am Ende eine leere Zeile. Enter allein = weiß nicht, :q = aufhören",
    model="Eine gute Antwort:",
    yes_or_no="Steht das in Ihrer? j/n",
    yes_keys="jy",
    forgotten="fehlt",
    too_much="gehört nicht dazu",
    right_order="Die richtige Reihenfolge:",
    typed_answer="Richtig ist: {text}",
    alternatively="oder",
    score="{right} von {asked} richtig.",
    one_unsure="Eine wussten Sie nicht.",
    many_unsure="{count} wussten Sie nicht.",
    read_again="Lohnt sich noch einmal zu lesen:",
    drafts="Diese Fragen hat noch niemand geprüft, deshalb zählen die Antworten nicht als Ergebnis.",
    due="Zu wiederholen: {today} heute, {tomorrow} morgen, {week} in den fünf Tagen danach.",
    nothing_due="In den nächsten sieben Tagen ist nichts zu wiederholen.",
    exam="Prüfung, Form {form}: {count} Fragen, bestanden ab {mark} %. Was richtig war, steht am Ende.",
    noted="Notiert.",
    passed="✓ Bestanden: {right} von {asked} richtig, nötig waren {mark} %.",
    failed="✗ Nicht bestanden: {right} von {asked} richtig, nötig waren {mark} %.",
)
TEXTS: Mapping[str, Texts] = MappingProxyType({"de": GERMAN, "en": ENGLISH})


def texts(lang: str) -> Texts:
    """Return the words of a language, English ones for a language without."""
    return TEXTS.get(lang, ENGLISH)
