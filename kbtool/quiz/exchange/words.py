"""The few words that formats without a place for them need: how to answer, and what a part of a solution is."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kbtool.model.quiz import Form


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; `hints` say how a question of each form is answered."""

    hints: Mapping[Form, str]
    lists: Mapping[Form, str]
    model: str
    alternatively: str


GERMAN = Words(
    hints=MappingProxyType({
        Form.SEVERAL: "Eine oder mehrere Antworten sind richtig.",
        Form.ORDER: "Bringen Sie die Schritte in die richtige Reihenfolge.",
        Form.TYPED: "Tippen Sie die Antwort ein.",
        Form.WRITTEN: "Schreiben Sie eine Antwort und vergleichen Sie sie dann mit dem Muster.",
    }),
    lists=MappingProxyType({
        Form.ORDER: "Richtige Reihenfolge",
        Form.TYPED: "Richtig ist",
        Form.WRITTEN: "Gehört in die Antwort",
    }),
    model="So könnte die Antwort lauten",
    alternatively="oder",
)  # fmt: skip
ENGLISH = Words(
    hints=MappingProxyType({
        Form.SEVERAL: "One or more answers are right.",
        Form.ORDER: "Put the steps in the right order.",
        Form.TYPED: "Type the answer.",
        Form.WRITTEN: "Write a reply, then compare it with the model.",
    }),
    lists=MappingProxyType({
        Form.ORDER: "Right order",
        Form.TYPED: "Right is",
        Form.WRITTEN: "Belongs in the reply",
    }),
    model="A good reply",
    alternatively="or",
)  # fmt: skip


def words(lang: str) -> Words:
    """Return the words of a language; English for those that kbtool does not speak."""
    return GERMAN if lang == "de" else ENGLISH
