"""How requesters say that it works, or that it does not; how notes say what was done."""

from kbtool.drafting.lexicon.build import whole

WORKS = whole(
    """
    works? | worked | working | solved | fixed | resolved | sorted | gone | success | perfect | brilliant
    great | excellent | awesome | wonderful | thanks? | thank you | that (?:did|was) (?:it|the trick)
    did the trick | all (?:good|set|well|is well) | back (?:again|to normal|online) | is back | funktioniert
    klappt | geklappt | läuft | geht (?:jetzt|wieder|nun) | super | danke? | dank | prima | perfekt
    bestens | erledigt | gelöst | behoben | spitze | toll | wieder da | das war(?:'?s| es) | ein traum
    passt | top | freigegeben | angekommen
    """
)
WORKS_NOW = whole(
    """
    works? (?:now|again|fine|perfectly|great) | (?:now|it|that|this) (?:all )?work(?:s|ed) | that did it
    did the trick | (?:problem|issue) (?:is |was )?(?:solved|fixed|resolved)
    (?:funktioniert|klappt|läuft|geht) (?:jetzt|wieder|nun|einwandfrei)
    (?:jetzt|nun|wieder) (?:funktioniert|klappt|läuft|geht) | hat (?:geklappt|funktioniert|geholfen)
    """
)
FAILS = whole(
    r"""
    leider | immer noch | nach wie vor | weiterhin | trotzdem | unverändert | bringt nichts
    keine (?:änderung|besserung) | (?:geht|klappt|funktioniert|hilft|läuft|ging) (?:\w+ ){0,2}nicht
    (?:genau )?(?:dasselbe|das gleiche) | nicht (?:geholfen|funktioniert|geklappt|gefunden) | unfortunately
    i'm afraid | nope | no (?:luck|change|joy|difference|effect|help)
    same (?:problem|issue|error|thing|result) | again at
    still (?:not?|the|same|get(?:ting)?|have|having|there|asks?|asking|shows?|showing|doesn't|does|can't|cannot)
    still (?:locked|happen\w*|missing|gone|broken|slow|on|in|says?) | (?:does|did|do|is|was)(?:n't| not)
    won't | can't | cannot | not (?:work|help|the)
    """
)
STILL = whole("still | leider | immer noch | unfortunately")
BUT = whole("but | however | aber | jedoch | allerdings")
# An agent's word that the matter is settled.
SETTLED = whole(
    """
    should (?:now )?(?:be|work) | is (?:now )?(?:fixed|sorted|done|back) | sollte (?:jetzt|nun|wieder)
    (?:jetzt|nun) wieder | behoben | erledigt
    """
)
# How requesters say in a story of their own what it was.
TURNED_OUT = whole(
    r"""
    (?:by|after|through) \w+ing | using | turn(?:s|ed) out | indem | mit hilfe | es lag an | lag daran
    (?:problem|issue|cause|reason|culprit|solution|fix|trick|ursache|lösung|grund) (?:was|is|war|ist)
    """
)
WAS_DONE = whole(
    """
    ursache | grund | gelöst | lösung | behoben | gemacht | eingestellt | umgestellt | angepasst
    neu gestartet | geändert | getauscht | ersetzt | installiert | deinstalliert | entfernt | zurückgesetzt
    eingetragen | freigeschaltet | zugewiesen | gelöscht | cause | reason | fix(?:ed)? | solution | solved
    resolved | what i did | did | renamed | set | signed | opened | closed | stopped | started | added
    changed | replaced | installed | removed | reset | deleted | assigned | enabled | disabled | updated
    restarted
    """
)
