"""Questions that are hard to carry: markup of every format, umlauts, code, pictures, blank lines."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from kbtool.model.quiz import Form, ItemType
from kbtool.quiz.exchange import rich
from kbtool.quiz.exchange.record import Choice, Question

# A busy machine is no defect of the code.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

_HARD = [
    *"aßÄö 7*_`~=#{}:<>&![]()\"'\\/%-+@|$.;,^\n\t",
    *(
        "\n\n",
        "**",
        "```",
        "~~~",
        "```sh\n",
        "  ",
        "->",
        "//",
        "::",
        "\\n",
        "\\\\",
        "####",
        "%50%",
        "]]>",
        "</script>",
    ),
    *(
        "`net use`",
        "![Fenster](fenster.png)",
        "[Hilfe](https://help.example.com/a?b=c#d)",
        "&#10;",
        "&&058;",
        "&nbsp;",
    ),
    *(
        "<br/>",
        "<Esc>",
        "[html]",
        "=1+1",
        "TRUE",
        "Straße",
        "größer",
        "🖨️",
        "עברית",
        "e\u0301",
        "\u2028",
        "\u00a0",
    ),
]
texts = st.lists(
    st.sampled_from(_HARD) | st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=14
).map(lambda parts: rich.tidy("".join(parts)))
filled = texts.filter(bool)
ids = st.text("abcdefghjkmnpqrstvwxyz23456789", min_size=6, max_size=6).map("q-{}".format)
slugs = st.sampled_from(
    ["", "drucker-offline", "vpn/bricht-ab", "outlook-fragt-staendig-nach-dem-kennwort-und-mehr"]
)


@st.composite
def questions(draw):
    """Return a question as kbtool writes it, with two to five different answers."""
    options = draw(st.lists(filled, min_size=2, max_size=5, unique=True))
    key = draw(st.integers(0, len(options) - 1))
    return Question(
        stem=draw(filled),
        choices=tuple(Choice(text, draw(texts), is_key=place == key) for place, text in enumerate(options)),
        explanation=draw(texts),
        id=draw(ids),
        version=draw(st.integers(1, 12)),
        lang=draw(st.sampled_from(["de", "en"])),
        type=draw(st.sampled_from([kind for kind in ItemType if kind.form is Form.ONE])),
        article=draw(slugs.filter(bool)),
        topic=draw(slugs),
        level=draw(st.integers(1, 3)),
    )


sets = st.lists(questions(), min_size=1, max_size=4, unique_by=lambda one: one.id)
