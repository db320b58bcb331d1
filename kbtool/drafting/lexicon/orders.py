"""How people say what to do."""

import re

from kbtool.drafting.lexicon.build import any_of, pattern, whole

_VERBS = """
accept | add | allow | apply | arrange | ask | assign | avoid | back up | block | boot | browse | call up
cancel | change | charge | check | choose | clear | click | close | compact | compare | configure | confirm
connect | continue | convert | copy | create | customi[sz]e | cut | deactivate | decline | delete | deselect
disable | disconnect | do(?! (?:you|i|we|they)\\b) | do not | don't | double[- ]click | download | drag
drop | edit | eject | empty | enable | ensure | enter | exit | expand | export | extract | fill in | find
finish | fix | flip | follow | forget | format | give | go | grab | hide | highlight | hit | hold | hover
ignore | import | insert | install | join | keep | launch | leave | left[- +]?click | load | locate | lock
log | look | make | mark | minimi[sz]e | modify | mount | move | mute | navigate | never | note | notice
open | pair | paste | pick | place | play | plug | point | press | print | pull | push | put | quit | read
re-?add | re-?boot | rebuild | re-?connect | re-?create | re-?enter | refresh | register | re-?install
reject | re-?launch | release | reload | remember | remove | re-?name | re-?open | repair | re-?peat
re-?place | re-?port | reset | re-?start | restore | resync | retry | right[- +]?click | run | save | scan
scroll | search | select | send | set | share | shut | sign | sort | start | stay | stop | store | subscribe
swap | swipe | switch | sync | synchroni[sz]e | take | tap | test | tick | toggle | transfer | try | turn
type | uncheck | undo | uninstall | unlock | unmute | unpair | unplug | unselect | unsubscribe | untick
unzip | update | upgrade | use | verify | view | visit | wait | watch | write | zoom
"""
VERBS = frozenset(verb for verb in re.split(r"\s+\|\s+|\n", _VERBS) if verb.isalpha())
_VERB = any_of(_VERBS)

_BEFORE = any_of(
    r"""
    please | then | now | next | first(?:ly)? | second(?:ly)? | third(?:ly)? | finally | lastly | also | and
    so | but | or | just | simply | instead | afterwards? | otherwise | again | alternatively | maybe
    perhaps | ok(?:ay)? | step \d+ | once (?:there|done|open) | to start | to do (?:that|this|so)
    to find out | for today | right now | only
    """
)
# "Please open …", "Then click …"
START = re.compile(rf"^(?:{_BEFORE}[\s,:-]+)*{_VERB}\b(?!['’]s\b|:)", re.IGNORECASE)
_SOFTLY = "(?:please |then |just |simply |you can )*"
# "If the box is grey, click Apply": a condition, then what to do.
AFTER = re.compile(
    r"^(?:if|when|once|after|before|while|for|to|as|should|unless|until|assuming|depending)\b[^.]{2,140}?"
    rf"(?:[,;:]|\bthen\b|[\"”'’)*]|\bplease\b)\s*{_SOFTLY}{_VERB}\b(?!['’]s\b|:)",
    re.IGNORECASE,
)
_NO_SUBJECT = "".join(
    rf"(?<!\b{word} )"
    for word in "I you we they it that this to not don't the a an my your and or can will".split()
)
# "On the phone open Settings": a place, then what to do.
THERE = re.compile(
    r"^(?:in|on|under|from|at|with|within|inside|via)\b[^.]{2,80}?[,:;\"”'’)*]?\s"
    rf"{_NO_SUBJECT}{_SOFTLY}{_VERB}\b(?!['’]s\b|:)",
    re.IGNORECASE,
)
ADVICE = whole(
    r"""
    you (?:can(?!'t)|could|should|must|may|might|need|have to|will (?:have|need)|only need|want to)
    you'll (?:have|need|want) | you'd (?:have|need)
    (?:i|we)(?:'d| would)?(?: also| strongly)? (?:suggest|recommend|advise|encourage|propose|use|try)
    it(?:'s| is) (?:best|better|enough) to | (?:try|consider|recommend|suggest) \w+ing | how about \w+ing
    needs? to be (?:\w+ ){0,2}\w+ed | has to be | should be (?:set|turned|changed|checked|enabled|disabled)
    the (?:solution|fix|workaround|trick|answer) (?:is|was)
    """
)

_VERBEN_DU = """
achte | aktiviere? | ändere | benutze | deaktiviere? | deinstalliere | drücke? | entferne? | füg | gehe?
gib | halte? | installiere? | klicke? | kopiere | lade? | logge? | lösche? | mache? | melde | nimm | nutze?
öffne | probiere? | prüfe? | richte | schalte? | schaue? | schließe? | setze? | speichere? | starte
stecke? | stelle? | suche? | tippe? | trage? | trenne? | verbinde | versuche? | verwende | wähle? | warte
ziehe?
"""
_VOR = any_of(
    r"""
    bitte | dann | danach | nun | jetzt | zuerst | zunächst | anschließend | schließlich | zum schluss
    außerdem | und | aber | oder | also | alternativ | einfach | erst | erneut | wieder | schritt \d+
    zur kontrolle | erstens | zweitens | drittens
    """
)
START_DU = pattern(_VERBEN_DU, before=rf"^(?:{_VOR}[\s,:-]+)*", after=r"\b")
_NO_ORDER = any_of(
    """
    haben | sind | werden | können | dürfen | wollen | möchten | brauchen | sollten | müssen | würden
    hatten | waren | bekommen | sehen | erhalten | finden | wissen | kennen | arbeiten
    """
)
# "Öffnen Sie …", "dann klicken Sie …"
SIE = re.compile(rf"\b(?!{_NO_ORDER})[A-ZÄÖÜa-zäöüß-]{{2,}}(?:en|ern|eln) Sie\b")
RAT = whole(
    r"""
    (?:können|sollten|müssen|müssten|könnten|brauchen|dürfen|sollen) Sie
    Sie (?:können|sollten|müssen|müssten|könnten|brauchen|dürfen) | du (?:kannst|solltest|musst)
    man (?:kann|muss|sollte) | muss(?:te)? man | kann man | (?:ich|wir) (?:empfehlen?|raten?|würden?)
    es hilft | hilft es | die lösung (?:ist|war) | ist zu \w+en
    """
)
# "Altes Gerät laden und einschalten.": an infinitive at the end, and nobody who does it.
INFINITIVE = re.compile(r"\b[a-zäöüß-]{3,}(?:en|ern|eln)\s*(?:\([^)]*\)|[,:;]\s[^.]*)?[.!]?$")
SUBJECT = whole(
    """
    ich | wir | sie | es | er | man | wird | werden | wurde | wurden | haben | hat | kann | können | soll
    sollen | muss | müssen | will | wollen | lassen | lässt | ist | sind | war | waren | möchte
    """
)

# "You can work as usual" tells nobody what to do.
CARRY_ON = whole(
    """
    weiter ?arbeiten | wieder arbeiten | normal arbeiten
    (?:work|continue|carry on) (?:as usual|normally|again)
    """
)
MENU = re.compile(r"\w\s*(?:>|→|->|»|⟩)\s*[\w\"„“*]")

_CONNECTIVE = (
    r"(?:(?:so|then|also|and|but|now|first|next|or|perhaps|maybe|instead|alternatively|otherwise)[,\s]+)?"
)
# Advice, with the verb behind it in its base form.
ADVISED = pattern(
    r"""
    you (?:can(?!'t)|could|should|must|may|might|want to)(?: also| then| just| simply| either| first| always)?
    you (?:will |'ll |may |might |only |just )?(?:need to|have to|want to)(?: also| then| just| simply| first)?
    you'll (?:need|have) to | i (?:had|needed) to | (?:it's|it is|it would be) (?:best|better) to
    (?:i|we)(?:'d| would)? (?:also )?(?:suggest|recommend|advise)(?: that)? you(?: to)?
    (?:i|we)(?:'d| would)(?: just| try to| also| start by)?
    my (?:suggestion|advice|recommendation) (?:is|would be) to
    the (?:solution|fix|workaround|trick|answer) (?:is|was) to
    """,
    before=f"^{_CONNECTIVE}",
    after=r"\s+(?P<verb>[A-Za-z]+)\b",
)
ADVISED_DOING = pattern(
    """
    (?:i|we)(?:'d| would)? (?:also |always |usually |strongly )?(?:suggest|recommend|advise)
    how about | consider | what about
    """,
    before=f"^{_CONNECTIVE}",
    after=r"\s+(?P<verb>[A-Za-z]+ing)\b",
)
# "So I finally removed …"
DONE = re.compile(
    r"^(?:(?:so|then|and|finally|first|next|afterwards|after that|eventually)[,\s]+)*"
    r"(?:i|we)"
    r"(?: then| just| simply| also| finally| first| now| eventually)*\s+(?P<verb>[A-Za-z]+)\b",
    re.IGNORECASE,
)
# A note leaves out who did it: "Stopped the service."
NOTED = re.compile(
    r"^(?P<verb>[A-Z][a-z]+)\b(?=\s+(?:the|a|an|all|both|every\w*|it|this|that|their|his|her|my|in|to"
    r"|[\"“*\ue003\ue005]|[A-Z]))"
)
PAST = {
    "went": "go", "took": "take", "ran": "run", "made": "make", "chose": "choose",
    "wrote": "write", "kept": "keep", "left": "leave", "gave": "give", "held": "hold",
    "shut": "shut", "reset": "reset", "set": "set", "put": "put", "cut": "cut", "hit": "hit",
    "quit": "quit", "undid": "undo", "did": "do", "hid": "hide", "read": "read", "sent": "send",
    "began": "begin", "rebuilt": "rebuild",
}  # fmt: skip
