"""Questions that are hard to carry: markup of every format, umlauts, code, pictures, blank lines."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from kbtool.model.quiz import Form, ItemType
from kbtool.quiz import fields, judging
from kbtool.quiz.exchange import record, rich
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


lines = st.lists(
    st.sampled_from([*_HARD, "%TEMP%", "\\*", "*.tmp", "ipconfig /all", "443", "[html]x", "C:\\Temp\\"])
    | st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")),
    max_size=10,
).map(lambda parts: record.line("".join(parts)))
typed = lines.filter(lambda text: judging.typed(text) and len(text) <= judging.LONGEST and "->" not in text)


def choices(draw, form):
    """Return two to five different options as a form has them; of texts to type and points one is enough."""
    least = fields.fewest_options(form)
    source = typed if form is Form.TYPED else filled
    options = draw(st.lists(source, min_size=least, max_size=5, unique=True))
    right = {draw(st.integers(0, len(options) - 1))}
    if form is Form.SEVERAL:
        right |= draw(st.sets(st.integers(0, len(options) - 1)))
    if form in {Form.TYPED, Form.WRITTEN}:
        right = set(range(len(options)))
    if form is Form.ORDER:
        right = set()
    return tuple(Choice(text, draw(texts), is_key=place in right) for place, text in enumerate(options))


@st.composite
def questions(draw, forms=tuple(Form)):
    """Return a question of one of the forms as kbtool writes it."""
    form = draw(st.sampled_from(forms))
    return Question(
        stem=draw(filled),
        choices=choices(draw, form),
        explanation=draw(texts),
        id=draw(ids),
        version=draw(st.integers(1, 12)),
        lang=draw(st.sampled_from(["de", "en"])),
        type=draw(st.sampled_from([kind for kind in ItemType if kind.form is form])),
        article=draw(slugs.filter(bool)),
        topic=draw(slugs),
        level=draw(st.integers(1, 3)),
        form=form,
        model=draw(filled) if form is Form.WRITTEN else "",
    )


sets = st.lists(questions(), min_size=1, max_size=4, unique_by=lambda one: one.id)
