"""The body of a draft: sections in its language, numbered steps, nothing but plain Markdown."""

from collections.abc import Sequence

from kbtool.drafting import markup, tidy
from kbtool.drafting.steps import Resolution, Step
from kbtool.model.article import SECTION_TITLES, SectionName

_INDENT = "    "


def body(
    lang: str,
    issue: Sequence[str],
    environment: Sequence[str],
    causes: Sequence[str],
    resolution: Resolution | None,
) -> str:
    """Return the sections of a draft; environment and cause are left out where nothing is known of them."""
    parts = {
        SectionName.ISSUE: _paragraph(issue, lang),
        SectionName.ENVIRONMENT: markup.to_markdown(", ".join(environment)) + "." if environment else "",
        SectionName.CAUSE: _paragraph(causes, lang),
        SectionName.RESOLUTION: _resolution(resolution, lang) if resolution else "",
    }
    titles = SECTION_TITLES[lang]
    wanted = {SectionName.ISSUE, SectionName.RESOLUTION}
    return (
        "".join(
            f"## {titles[name]}\n\n{text}\n\n" if text else f"## {titles[name]}\n\n"
            for name, text in parts.items()
            if text or name in wanted
        ).rstrip("\n")
        + "\n"
    )


def _paragraph(sentences: Sequence[str], lang: str) -> str:
    return markup.to_markdown(tidy.quoted(" ".join(tidy.stopped(text) for text in sentences), lang))


def _resolution(resolution: Resolution, lang: str) -> str:
    parts = [_paragraph(resolution.lead, lang)] if resolution.lead else []
    if resolution.steps:
        parts.append(
            "\n".join(_step(number, step, lang) for number, step in enumerate(resolution.steps, start=1))
        )
    if resolution.notes:
        parts.append(_paragraph(resolution.notes, lang))
    return "\n\n".join(parts)


def _step(number: int, step: Step, lang: str) -> str:
    code = [line for block in step.code for line in block.splitlines() if line.strip()]
    text = _shown(step.text, lang)
    if len(code) == 1:
        text, code = f"{text} {markup.to_code(code[0])}", []
    details = [*(_shown(detail, lang) for detail in step.details), *map(markup.to_code, code)]
    return "\n".join([f"{number}. {text}", *(f"{_INDENT}- {detail}" for detail in details)])


def _shown(text: str, lang: str) -> str:
    return markup.to_markdown(tidy.quoted(tidy.labelled(text), lang))
