"""What never belongs in a ticket: wrong answers for items of type data whose article has few neighbours."""

from collections.abc import Mapping
from types import MappingProxyType

from kbtool.model.quiz import ItemType, Spare

_TEXTS = {
    "de": (
        ("password", "Kennwort der Person",
         "Ein Kennwort gehört in kein Ticket und an kein Telefon. Wer es braucht, setzt es zurück."),
        ("code", "Bestätigungscode vom Handy",
         "Codes gelten nur für die Person selbst. Wer danach fragt, ist nicht der Support."),
        ("address", "Private Anschrift",
         "Für die Lösung braucht sie niemand; private Daten bleiben draußen."),
        ("blame", "Wer daran schuld ist",
         "Ein Ticket hält fest, was ist und wann es begann, nicht, wer schuld ist."),
        ("mood", "Stimmung am Telefon",
         "Anwender können Tickets lesen. Dringlichkeit gehört in die Priorität, Stimmung nicht."),
        ("illness", "Krankheit oder Grund des Urlaubs",
         "Das sind Gesundheitsdaten. Für die Lösung genügt, ab wann jemand erreichbar ist."),
    ),
    "en": (
        ("password", "The person's password",
         "A password belongs in no ticket and on no phone. Whoever needs one resets it."),
        ("code", "Approval code from the phone",
         "Codes are for the person alone. Whoever asks for one is not support."),
        ("address", "Home address",
         "Nobody needs it for the solution; private data stay out."),
        ("blame", "Who is to blame",
         "A ticket holds what is so and since when, not whose fault it is."),
        ("mood", "Mood on the phone",
         "Customers can read tickets. Urgency goes into the priority, temper does not."),
        ("illness", "Illness or reason for leave",
         "These are data on health. It is enough to know when somebody can be reached."),
    ),
}  # fmt: skip

NEVER: Mapping[str, tuple[Spare, ...]] = MappingProxyType({
    lang: tuple(Spare(f"never-{name}", ItemType.DATA, lang, text, why) for name, text, why in texts)
    for lang, texts in _TEXTS.items()
})  # fmt: skip
