"""The phrases mail programs and people put around a mail's text, German and English, as compiled patterns.

Each is meant for one line, or a few joined ones, of bounded length; none repeats a repetition.
"""

import re


def _any(*phrases: str) -> str:
    return "(?:" + "|".join(phrases) + ")"


def _pattern(*phrases: str) -> re.Pattern[str]:
    return re.compile(_any(*phrases), re.IGNORECASE)


MAIL = re.compile(r"[^\s<>@]+@[^\s<>@]+")
WHEN = re.compile(r"\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d")
DAY_AND_TIME = re.compile(r"(?=.*\d{1,2}[:.]\d\d)(?=.*(?:\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d\d))")
DATE_FIRST = re.compile(r"\d{4}-\d\d-\d\d |\d{1,2}\.\d{1,2}\.\d{2,4} ")

# "Am … schrieb Änne Süß:", "On … Änne Süß wrote:"; some neighbours' verbs cost nothing.
WROTE = _pattern(
    r"\b(?:wrote|writes|schrieb|schreibt|geschrieben)\b",
    r"\b(?:a écrit|schreef|geschreven|escribió|escreveu|ha scritto|skrev|napisał)\b",
)
WROTE_LAST = _pattern(r"(?:wrote|writes|schrieb|schreibt|geschrieben) ?:$")
OPENING = re.compile(r"(?:Am|On|At|Le|Op|El|Em|Il|Den|Dnia)\b")
PARTICLES = frozenset({"von", "van", "de", "der", "zu", "zur", "und"})

ORIGINAL = _pattern(
    "-{2,} ?"
    + _any(
        r"original (?:message|appointment|e-?mail)",
        r"reply message",
        r"urspr(?:ü|ue)ngliche[r]? (?:nachricht|e-?mail|mail|termin)",
        r"original-?(?:nachricht|mail)",
        r"antwortnachricht",
        r"message d['’]origine",
        r"mensaje original",
        r"messaggio originale",
        r"oorspronkelijk bericht",
        r"(?:on|am) .{6,200} (?:wrote|schrieb(?: .{1,90})?)",
    )
    + " ?-{2,}"
)
REPLY_ABOVE = _pattern(
    r"\W*(?:please type your )?reply above this line\W*",
    r"\W*bitte (?:geben|schreiben|antworten) sie .{0,40}(?:über|oberhalb) diese[rn]? (?:zeile|linie).{0,20}",
)
FORWARDED = _pattern(
    r"-{2,} ?forwarded (?:message|by .{1,60}?) ?-{2,}",
    r"-{2,} ?(?:weitergeleitete (?:nachricht|e-?mail|mail)|weiterleitung) ?-{2,}",
    r"begin forwarded message:",
    r"anfang der weitergeleiteten (?:nachricht|e-?mail):",
)
_SENDER = ("von", "from", "absender")
_DATE = ("gesendet", "sent", "datum", "date")
_SUBJECT = ("betreff", "subject")
_OTHER = ("an", "to", "cc", "kopie", "antwort an", "reply-to", "wichtigkeit", "importance")
HEADER = re.compile(rf"({'|'.join((*_SENDER, *_DATE, *_SUBJECT, *_OTHER))}) ?:[*_\s]*(.*)", re.IGNORECASE)
SENDER_KEYS, DATE_KEYS, SUBJECT_KEYS = frozenset(_SENDER), frozenset(_DATE), frozenset(_SUBJECT)
POINTER = _pattern(
    r"\bsiehe (?:unten|nachfolgend|folgende)",
    r"\bs\. ?u\.",
    r"\bunten ?stehende",
    r"\b(?:see )?below\b",
    r"\bfyi\b",
    r"\bzur (?:info|kenntnis)",
    r"\bz\. ?k\.",
    r"\bweitergeleitet",
    r"\bforward(?:ing|ed)?\b",
)

DELIMITER = re.compile(r"(?:--|—|–-)[ \t]*")
RULE = re.compile(r"[\s\-_=~*#+—–]*")
POSTSCRIPT = _pattern(r"(?:P\. ?S\.|PS|P\.P\.S\.|NB)\s*[:.,)]?\s")
_THANKS = _any(
    r"(?:vielen |besten |herzlichen )?dank",
    r"danke(?: (?:schön|im voraus|vorab))?",
    r"(?:many )?thanks(?: so much| a lot| again| in advance)?",
    r"thank you(?: so much| very much| again| in advance)?",
)
# What may stand right above a name that signs.
BEFORE_NAME = _pattern(
    rf"(?:{_THANKS}|best|yours|bye|ciao|tschüss|servus|bis (?:bald|dann|später)|take care)[,.! ]*"
)
_CLOSING = _any(
    r"(?:mit )?(?:freundlich|best|lieb|herzlich|viel|schön|sonnig)e?[nmr]? (?:grüßen?|grüssen?|gruß|gruss)",
    r"(?:with |my )?(?:kind(?:est)?|best|warm(?:est)?|many) regards",
    r"best wishes|all the best|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|regards|cheers",
    r"grüße|grüsse|gruß|gruss|hochachtungsvoll|mfg|vg|lg|bg|br",
)
GREETING = re.compile(
    rf"(?:{_THANKS}(?: ?[,&+]| und| and)? (?:und |and )?)?{_CLOSING}(?P<rest>.*)", re.IGNORECASE
)
GREETING_REST = re.compile(
    "[,.!;]*"
    + _any(
        r" ?(?:/|aus|von|from|und|and|&|i\. ?A\.|i\. ?V\.) ?[^.?!]{1,50}",
        r"(?: [A-ZÄÖÜ][\w.'’-]{0,25}){1,3}",
    )
    + "?[,.! ]*"
)
_DEVICE = _any(
    r"iphone|ipad|android|samsung|galaxy|blackberry|huawei|xiaomi|pixel|windows",
    r"(?:smart|mobil|mobile )?(?:phone|telefon)|handy|tablet|mobile?|gerät|device|app",
    r"outlook|mail|gmail|gmx|web\.de|yahoo|proton|k-9|thunderbird",
)
FOOTER = _pattern(
    r"(?:sent|gesendet|verschickt|versendet) (?:from|via|with|by|von|vom|mit|über|aus)"
    rf" .{{0,40}}\b{_DEVICE}\b.{{0,40}}",
    rf"von mein(?:em|er) .{{0,40}}\b{_DEVICE}\b.{{0,20}} (?:gesendet|versendet|verschickt)\.?",
    r"diese (?:nachricht|e-?mail) wurde von mein(?:em|er) .{2,60} gesendet\.?",
    r"(?:get|download) outlook for .{2,40}",
    r"(?:holen sie sich|laden sie) outlook für .{2,60}",
    r"outlook für (?:ios|android).{0,40}",
    r"(?:virenfrei|virus-free)\..{0,60}",
)
BANNER = _pattern(r"\W*(?:caution|achtung|vorsicht|warning|warnung|extern(?:al)?)\b.{0,450}")
FROM_OUTSIDE = _pattern(
    r"\b(?:originated|comes|sent|was received) (?:from )?(?:outside|an external)",
    r"\b(?:stammt|kommt|wurde) von (?:außerhalb|einem externen|einer externen)",
    r"\b(?:do not|don['’]t|never) (?:click|open)\b",
    r"\bklicken sie (?:nicht|nur|keine)\b",
    r"\böffnen sie (?:nur|keine)\b",
)

# A sentence of this kind with one of the terms below is a disclaimer; the last two need none.
LEGAL_START = _pattern(
    r"\W*(?:diese (?:e-?mail|nachricht)|dieses e-?mail) (?:enthält|kann|ist|und)",
    r"\W*der inhalt dieser e-?mail",
    r"\W*this (?:e-?mail|message|communication)(?: \w+){0,6} (?:is|are|may|contains?|intended)\b",
    r"\W*the (?:information|contents?)(?: contained)? (?:in|of) this",
)
LEGAL_ALONE = _pattern(
    r"\W*(?:confidentiality notice|please consider the environment|think before you print)",
    r"\W*(?:bitte )?denken sie (?:bitte )?an die umwelt",
    r"\W*(?:bitte )?(?:prüfen|überlegen) sie.{0,60}(?:drucken|ausdruck)",
)
FIRST_PERSON = _pattern(r"\b(?:ich|mir|mich|meine?[mnrs]?|wir|i|my|me|we)\b")
LEGAL_WORDS = (
    _pattern(r"vertraulich", r"confidential"),
    _pattern(r"unbefugt", r"unauthori[sz]ed", r"unerlaubt"),
    _pattern(r"empfänger", r"adressat", r"recipient", r"addressee"),
    _pattern(r"irrtümlich", r"in error", r"versehentlich"),
    _pattern(r"handelsregister", r"registergericht", r"amtsgericht", r"\bHRB\b", r"registered (?:in|office)"),
    _pattern(r"geschäftsführ", r"vorstand", r"aufsichtsrat", r"managing director", r"board of"),
    _pattern(r"sitz der gesellschaft"),
    _pattern(r"ust-?id", r"\bVAT\b"),
    _pattern(r"privileged", r"intended (?:solely|only)"),
)
# Words of a sentence; an address block or a job title has none.
TALK = _pattern(
    r"\b(?:ich|wir|sie|er|es|ist|sind|war|hat|habe|haben|kann|können|bitte|nicht|noch|mir|meine?|wenn)\b",
    r"\b(?:i|we|you|he|it|is|are|was|has|have|can|could|please|not|my|if|when)\b",
)
# Details of a problem: error codes, addresses of machines, paths, and "Gerät: PC-231". The keys of a
# signature are none.
DETAIL = _pattern(r"\b0x[0-9a-f]{4,}", r"\b\d{1,3}(?:\.\d{1,3}){3}\b", r"\\\\\w", r"\b[a-z]:\\")
LABEL = re.compile(r"\W{0,3}([^\W\d_][\w ./-]{1,25}?) ?: ?\S")
SIGNATURE_LABEL = _pattern(
    r"tel|fon|phone|fax|mob|handy|cell|direct|durchwahl|ext",
    r"e-?mail|web|www|internet|homepage|http|skype|teams|linkedin",
    r"sitz|amtsgericht|registergericht|handelsregister|hrb|geschäftsführ|vorstand|aufsichtsrat|vorsitz|ust|vat|steuer",
    r"adresse|address|anschrift|büro|office|raum|room|abteilung|department|kundennummer|customer|personalnummer",
)
