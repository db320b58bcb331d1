"""Words around the matter that can go from a sentence: courtesy, names, labels."""

import re

from kbtool.drafting.lexicon.build import any_of, pattern

_SALUTATION = "(?:(?:Herrn?|Frau|Hr|Fr|Mr|Mrs|Ms|Miss|Dr|Prof)\\.?\\s+)?"
_PEOPLE = "name|person|customer|agent|requester|owner|colleague"
# A person's name as redaction leaves it, with the title before it.
PERSON = re.compile(rf"(?<!\w){_SALUTATION}\[(?:{_PEOPLE})(?:-\d+)?\](?:['’]s)?")
# A name that is spoken to: "Hello, [customer-1], …"
ADDRESSED = re.compile(rf",\s*(?:{PERSON.pattern})(?=\s*[,.!?:;]|$)|^(?:{PERSON.pattern})\s*[,:!]\s*")
# Brackets that hold nothing but placeholders.
EMPTIED = re.compile(r"\s*\(\s*(?:\[[\w-]+\][\s,;:-]*)+\)")

_PLEASE = "(?:please|bitte)"
PLEASE = pattern(
    rf"""
    ^(?:(?:and|so|also|then|und|dann)[,\s]+)?{_PLEASE}[\s,]+(?=\S) | ,?\s+{_PLEASE}(?=\s*[.!:]|\s*$)
    \s+{_PLEASE}(?=[\s,]) | ^(?:ok(?:ay)?|well|yes|no|ja|nein|na ja|so|also|hm+)[,!.]\s+
    """
)
CAUSE_LABEL = pattern(
    "(?:die )?ursache | (?:der )?grund | (?:the )?(?:root )?cause | (?:the )?reason",
    before="^",
    after=r"(?: dafür)?\s*(?::|ist:|is:)\s*",
)
SOLUTION_LABEL = pattern(
    "(?:die )?lösung | (?:the )?solution | (?:the )?fix", before="^", after=r"\s*:\s*(?=\S)"
)
COMFORT = pattern(
    """
    (?:please )?(?:don't|do not) worry | keine (?:sorge|angst) | no (?:worries|problem) | kein problem
    first of all | zunächst einmal | sorry | good news | gute nachricht
    """,
    before="^",
    after=r"\s*[,:;–-]\s*",
)
_AFTER_THANKS = any_of("you | again | in advance | a lot | so much | very much | im voraus | schon mal | vorab")
THANKS = re.compile(
    r"[\s,;.!?–-]*\b(?:and |und )?(?:many |vielen |besten |herzlichen )?(?:thanks|thank you|thx|danke?)"
    rf"(?: {_AFTER_THANKS})*[\s!.]*$",
    re.IGNORECASE,
)
SMILEYS = re.compile(r"\s*(?:[:;]-?[)(DPp]|[\U0001F300-\U0001FAFF\u2600-\u27BF]\ufe0f?)+\s*$")

# What comes before the matter in a subject.
REPLY = re.compile(
    r"^\s*(?:(?:re|aw|fw|fwd|wg|antw|sv|tr)\s*(?:\[\d+\])?\s*:"
    r"|\[(?=[^\]]*(?:#|\d{3,}|ticket|extern))(?:[^\[\]]|\[[^\[\]]*\])*\])\s*",
    re.IGNORECASE,
)
TICKET_NUMBER = re.compile(
    r"[\[(]?\b(?:ticket|case|incident|request|anfrage|vorgang|fall|inc|req|sr)[\s:#-]*(?:nr\.?|no\.?)?[\s:#-]*\d{3,}\b"
    r"[\])]?|#\d{3,}",
    re.IGNORECASE,
)
_ALARM = any_of(
    "dringend | eilt | wichtig | urgent | asap | important | hilfe | help | frage | question | problem"
)
URGENT = re.compile(rf"^\s*(?:[!*]+|(?:(?:sehr |very )?{_ALARM}\b\s*)+[!:\-–,.]+)\s*", re.IGNORECASE)
SOLVED = re.compile(r"[\s\[(*-]*\b(?:solved|gelöst|erledigt|resolved)\b[\])*!.\s]*$", re.IGNORECASE)
