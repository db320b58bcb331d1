"""How people greet, thank, ask back and close a letter."""

import re

from kbtool.drafting.lexicon.build import any_of, pattern

_GREETINGS = """
sehr geehrte[rsn]? | liebe[rs]? | hallo | hello | hi | hey | moin(?:sen)? | servus | grüezi
grüß (?:gott|dich|sie|euch) | tach | guten (?:morgen|tag|abend) | mahlzeit
dear | good (?:morning|afternoon|evening|day) | greetings | morning | afternoon
"""
# "Hallo Frau Weiß," alone or before the first sentence: the formula and at most five words.
GREETING = pattern(
    _GREETINGS,
    before="^",
    after=r"\b(?:\s+(?:[^\s,.!?:]+\.?|\[[\w-]+\])){0,5}\s*(?:[,!:.]+|[-–]\s|$)\s*",
)

# "Hello I just …": a greeting without a comma.
BARE_GREETING = re.compile(r"^(?i:hello|hi|hey|hallo|moin)\s+(?=[A-ZÄÖÜ])")

_GRUSS = "gr(?:ü|ue)(?:ß|ss)e?n?"
CLOSING = pattern(
    rf"""
    mit (?:freundlichen|besten|herzlichen|vielen|lieben) {_GRUSS}
    (?:freundliche|viele|beste|liebe|herzliche|schöne|sonnige|lg|mfg|vg|bg)\b.{{0,20}}{_GRUSS}
    gr(?:u|ü)(?:ß|ss)e? | mfg | lg | vg | i\.? ?a\.? | i\.? ?v\.?
    (?:kind|best|warm|many) (?:regards|wishes) | regards | best | cheers | best wishes
    (?:yours )?sincerely | yours (?:faithfully|truly)
    (?:many )?thanks(?: again| in advance| so much)? | thank you(?: very much| so much)?
    (?:vielen |herzlichen |besten )?dank(?:e)?(?: im voraus| vorab| schon mal)?
    von meinem (?:iphone|ipad|handy|samsung).* | sent from my .* | gesendet (?:von|mit) .* | get outlook for .*
    """,
    before="^",
    after=r"\b[\s,.!:;)-]*",
)

COURTESY = pattern(
    r"""
    thank(?:s| you)\b | danke?\b | (?:vielen|besten|herzlichen) dank | bedank | many thanks | appreciate
    you(?:'re| are) (?:\w+ )?welcome | gerne? geschehen | (?:sehr )?gerne?!?$ | kein problem\b
    no (?:problem|worries)\b | (?:don't|do not) worry\b | keine (?:sorge|angst)\b
    (?:i'm |i am |so |very |really )*(?:sorry|glad|pleased|delighted)\b | apologi[sz]e | apologies
    entschuldig | tut (?:mir|uns) (?:sehr )?leid | verzeihung | freut (?:mich|uns)
    (?:i|we) (?:really )?(?:understand|hope)\b | (?:ich|wir) (?:verstehe|hoffe)n?\b | (?:ich )?verstehe\b
    have (?:a )?(?:nice|good|great|lovely|wonderful|pleasant)\b | enjoy (?:the|your)\b
    schöne[nsrm]? (?:tag|abend|wochenende|woche|feierabend|urlaub|fest) | gute reise
    (?:that|das) (?:explains|erklärt) (?:it|that|es|das|einiges|a lot) | understood\b
    dann ist (?:es|das|die sache) klar | (?:good|gute) (?:news|nachricht) | sie haben (?:ganz )?recht
    you(?:'re| are) (?:quite |absolutely )?right | my (?:mistake|bad)\b | mein fehler | good luck
    viel (?:erfolg|spaß|glück) | happy (?:new year|holidays|birthday) | welcome (?:back|to)
    (?:das|this|that)\b.{0,30}\b(?:hinweis|hint|clue)\b | well done\b | good (?:job|catch)\b | gut gemacht
    gut, dass | schade | hope (?:this|that|it) helps | hoffe,? (?:das|es) hilft
    ^(?:(?:the )?(?:problem|issue) )?(?:is )?(?:now )?(?:solved|fixed|resolved|sorted)[.!]*$
    ^(?:i )?got (?:it|this) (?:figured|sorted|working|fixed|solved)\b.{0,20}$
    ^i (?:think i |have |just |finally |now )*(?:solved|fixed|figured|resolved|answered)\b.{0,30}$
    (?:das|this|it) (?:ist|is) (?:ärgerlich|annoying|frustrating)
    """,
    before=r"^(?:.{0,40}\b)?",
)

_TO_ME = "(?:mich|uns|mir)"
REQUEST = pattern(
    rf"""
    \[phone[\w-]*\] | \berreichbar\b | \b(?:reach|get hold of) (?:me|us)\b | \breply to this\b
    \b(?:let|keep) (?:me|us) (?:know|posted|informed)
    \b(?:lassen sie|lass|lasst) (?:es )?{_TO_ME}\b.*\bwissen | \b(?:bescheid|rückmeldung|feedback)\b
    \bmelden sie (?:das|es)\b | \bmeld(?:e|en)? (?:sie sich|dich|euch)\b(?! (?:\w+ ){{0,6}}(?:an|ab)\b)
    \b(?:tell|show|give|send|call|ring|phone|contact|e-?mail|reply to|get back to|come back to) (?:me|us)\b
    \b(?:sagen|schreiben|schicken|senden|geben|nennen) sie (?:es )?{_TO_ME}\b
    \b(?:zeigen|rufen|mailen|antworten|teilen) sie (?:es )?{_TO_ME}\b
    \b(?:ruf|schick|sag|schreib|gib)e? {_TO_ME}\b | \bruf(?:en sie|t)?\b.*\b(?:mich|uns|an)\b
    \bpost (?:a|the|your|some)\b | \b(?:attach|upload) (?:a|the) (?:screen ?shot|picture|log)\b
    \bmark (?:this|it) as\b | \?$
    ^(?:(?:and|also|but|und|aber|so|ok|okay|nun)[, ]+)?(?:please |bitte )?(?:confirm|report back|advise)\b
    ^(?:was|wie|welche[rs]?|wann|wo|what|which|when|where|how|who)\b[^.!]*\?
    ^(?:do|does|did|is|are|have|has|could|can|would|will)\b[^.!]*\?
    \bif (?:it|this|that) (?:helps|works|fails|doesn't)\b.{{0,30}}\b(?:tell|let|mark|report)\b
    """
)

_FIRST = any_of(
    """
    so | and | also | but | now | then | today | meanwhile
    und | nun | jetzt | inzwischen | außerdem | zudem | daher | heute | gerade | vorhin | hiermit | anschließend
    """
)
_DID = any_of(
    """
    reset | unlocked | sent | checked | added | put | ordered | booked | passed | forwarded | asked | changed
    set | made | tested | tried | looked | found | saw | see | think | guess | expect | took | opened | closed
    replaced | removed | restarted | assume | suspect | don't (?:know|think|have)
    """
)
_TUE = any_of(
    """
    habe | haben | hatte | hatten | werde | werden | bin | sind | schicke | schicken | melde | melden | schalte
    kümmere | leite | leiten | lege | bestelle | bestellen | prüfe | prüfen | schaue | sehe | sehen | erwarte
    denke | glaube | vermute | gebe | schließe | schliesse | rufe | nehme
    """
)
# What the writer did, does or will do; a reader cannot follow it.
REPORT = pattern(
    rf"""
    ^(?:{_FIRST}[, ]+)*(?:i|we)(?:'ll|'ve|'m|'re|'d| have| will| am| are| had| did| just| also| already)\b
    ^(?:{_FIRST}[, ]+)*(?:i|we) (?:now |can )?(?:{_DID}|confirm)\b
    ^(?:{_FIRST}[, ]+)*(?:ich|wir) {_TUE}\b | ^(?:{_FIRST}[, ]+)*{_TUE} (?:ich|wir)\b
    ^(?:this|the|your|dieses|das|ihr) (?:ticket|case|request|anfrage)\b | ^(?:to ?do|noch offen|offen)\s*:
    ^wie (?:eben |gerade |schon )?(?:telefonisch )?(?:besprochen|gewünscht|vereinbart)
    ^as (?:discussed|agreed|requested)
    \b(?:ticket|case|incident|vorgang|anfrage)s?\s*(?:nr\.?|no\.?|number|nummer)?\s*[:#]?\s*\d{{3,}}\b
    , (?:(?:das|die|den|so|and|so that|which) )?(?:habe ich|haben wir|(?:i|we)(?:'ve|'ll| have| will)\b)
    """
)

# Words that only lead to the steps: "Please try this:", "Bitte gehen Sie so vor:".
LEAD_IN = pattern(
    r"""
    \b(?:like this|as follows|the following(?: steps)?|these (?:steps|instructions)|this(?: way)?)\s*:?$
    \b(?:here(?:'s| is| are)?|(?:following|next) steps?)\s*:?$
    ^(?:please|try|do|then|and|first|next|ok|okay|solution|answer|fix|steps?|e\.g\.|done)[\s,]*:?$
    ^what (?:i|we) did[\s,]*:?$
    ^(?:gemacht|erledigt|maßnahmen|vorgehen|bitte|lösung|anleitung|dazu|dafür)[\s,]*:?$
    ^(?:please |just |so |ok,? )*(?:try|do|follow|use|check) (?:this|these|the following)[^.]{0,25}:?$
    ^(?:please |just |so |ok,? )*(?:try|do) it (?:again )?like this[^.]{0,25}:?$
    ^(?:here(?:'s| is| are)|this is)\b[^.]{0,60}:$ | ^(?:you can|to do (?:so|this))[^.]{0,50}:$
    \b(?:so vor|wie folgt|folgendes|folgendermaßen|folgende schritte|so)\s*:$ | ^so\b[^.]{0,50}:$
    ^(?:das|dies|dazu) (?:\w+ ){1,3}sie (?:\w+ ){0,3}(?:so|nach|wie folgt)(?: \w+){0,2}\s*:$
    ^bitte[^.]{0,60}\b(?:so|vor|folgendes)\b[^.]{0,15}:$
    """
)
