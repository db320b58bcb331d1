"""Parts of addresses: house numbers, German postcodes with their towns, British areas, American states."""

NUMBER = r"\d{1,4}(?: ?[a-zA-Z](?![^\W_]))?(?: ?[-/–] ?\d{1,4}[a-z]?){0,3}"
TOWN = (
    r"[A-ZÄÖÜ][^\W\d_]{1,30}\.?(?:-[a-z]{2,4}-[A-Z][a-z]{1,20})?"
    r"(?:(?:[ -]|-?[ /])(?:(?:am|an der|a\.|im|in|bei|b\.|ob der|vor der|unter"
    r"|am)[ ]?)?[A-ZÄÖÜ(][^\W\d_]{1,25}\)?\.?){0,2}"
)
POSTCODE = rf"(?:(?:D|A|CH|DE|AT|FL)[- ]{{1,2}})?\d{{4,5}}[ \xa0]{{1,2}}{TOWN}"
POSTCODE_AREAS = frozenset(
    "AB AL BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT "
    "DY EC EH EN EX FK FY GL GU GY HA HD HG HP HR HS "
    "HU HX IG IM IP IV JE KA KT KW KY LA LD LE LL LN LS LU ME MK ML NE NG NN NP NR NW OL OX "
    "PA PE PH PL PO PR RG RH RM SA SE SG SK SL SM "
    "SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB WA WC WD WF WN WR WS WV YO ZE B E G L M N S W".split()
)
STATES = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH "
    "NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA "
    "WA WV WI WY DC PR VI GU AS FM MH MP PW".split()
)
