"""What search engines read: questions and answers in the words of schema.org."""

import json
from collections.abc import Iterable

from markupsafe import Markup


def faq_page(questions: Iterable[tuple[str, str]]) -> str:
    """Return a FAQPage of questions and their answers, both plain text, or an empty string without any."""
    entities = [
        {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
        for question, answer in questions
        if question and answer
    ]
    if not entities:
        return ""
    return _script({"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entities})


def _script(data: object) -> Markup:
    """Return JSON that is safe inside a script element: no character of it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 - escaped above
