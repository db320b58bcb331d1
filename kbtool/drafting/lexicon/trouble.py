"""How people describe trouble and its cause."""

import re
from collections.abc import Mapping

from kbtool.drafting.lexicon.build import any_of, whole

TROUBLE: Mapping[str, re.Pattern[str]] = {
    "de": whole(
        r"""
        nicht | nichts | nix | kein\w* | nie | fehler\w* | meldet | meldung | kaputt | weg | verschwunden
        verschwindet | gesperrt | hängt | friert | stürzt | abgestürzt | bleibt | leer | dauernd | ständig
        immer wieder | immer nur | plötzlich | seit | obwohl | langsam | ewig | falsch\w* | fehlt | fehlen
        unmöglich | offline | rot\w* | schwarz\w* | weiß\w* | grau\w* | blinkt | verlangt | verweigert
        abgelehnt | blockiert | voll | tot | defekt | ruckelt | springt | flackert | stockt | vergessen
        lässt sich | sobald | jedes mal | nur noch | kommt (?:immer|ständig|nur) | dreht sich
        wie (?:kann|komme|bekomme|stelle|krieg\w*) | wo (?:finde|ist|kann)
        """
    ),
    "en": whole(
        r"""
        not | no | never | nothing | none | can't | cannot | cant | won't | wont | doesn't | doesnt | didn't
        isn't | aren't | wasn't | couldn't | unable | fail\w* | error\w* | broken | wrong | missing | gone
        lost | disappear\w* | vanish\w* | stuck | locked | blocked | rejected | refuse\w* | crash\w*
        freez\w* | frozen | hang\w* | slow\w* | keeps? | stopped | suddenly | since | anymore | no longer
        blank | empty | black | grey\w* | gray\w* | dead | offline | warning | prompt\w* | asks? | asking
        says | complain\w* | duplicat\w* | forgot\w* | problem\w* | trouble | as soon as | the minute
        every time | whenever | only | just (?:sits?|spins?|stays?|keeps?|shows?) | just (?:hangs?|says?)
        how (?:do|can|to) | where (?:is|are|do|can) | is there (?:a|any) way | want to | would like to
        lags? | lagging | stutter\w* | flicker\w* | jerky | choppy | sluggish | crawl\w* | forever
        """
    ),
}
WHY: Mapping[str, re.Pattern[str]] = {
    "de": whole(
        """
        ursache | der grund | grund (?:ist|war|dafür) | (?:lag|liegt) (?:an|daran) | weil | deshalb
        deswegen | dadurch | verursacht | ausgelöst | schuld | das passiert | das kommt (?:vor|daher)
        hängt (?:damit|daran) | infolge | aufgrund | wegen
        """
    ),
    "en": whole(
        """
        because | caused by | the cause | due to | the reason | that's why | that is why | which is why
        happens (?:when|if|because) | is (?:usually|often|nearly always|probably) (?:the|a|an) | as a result of
        result of | triggered by | that means | this means | indicative of | indicates | explains
        """
    ),
}
# Words a clause starts with that cannot stand without what comes before or after.
CONDITION = re.compile(
    any_of(
        """
        wenn | falls | sobald | nachdem | seit | als | ob | weil | if | when | whenever | once | after | since
        as soon as | because
        """
    )
    + r"\b",
    re.IGNORECASE,
)
SUBORDINATE = re.compile(r"(?:dass|daß|ob|that|which|who|whether|than|als|die|der|das)\b", re.IGNORECASE)
CONJUNCTION = re.compile(
    r"^(?:und|and|but|aber|so|also|denn|or|oder|because|though|although),?\s+(?=\S+\s)", re.IGNORECASE
)
# A question of how to do something, rather than trouble.
HOW = re.compile(
    any_of(
        """
        how (?:do|can|to|would|should) | where (?:do|can|is|are) | is (?:it|there) | can (?:i|you|we)
        wie (?:kann|komme|bekomme|stelle|richte|mache|lege|krieg) | wo (?:finde|kann|ist|stelle)
        """
    )
    + r"\b",
    re.IGNORECASE,
)

_SMALL = "(?:an? |the |ein |eine |kurze |quick |small |my |mein |brauche |need |i need |please |bitte )*"
_EMPTY = any_of(
    """
    problem | issue | frage | question | hilfe | help | anfrage | request | support | error | fehler | info
    e?-?mail | hello | hallo | thank you | thanks | danke | dringend | urgent | rückruf
    """
)
# A subject that says nothing of the matter: "Problem with", "Kurze Frage".
EMPTY_SUBJECT = re.compile(
    rf"^{_SMALL}{_EMPTY}s?(?: (?:mit|with|zu|about|zum|zur|bei|please|bitte|needed|me))*$", re.IGNORECASE
)
