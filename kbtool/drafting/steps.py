"""The answer as an article has it: what it is about, numbered steps, what to know afterwards."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kbtool.drafting import cause, chatter, imperative, instructions, markup, sentences, tidy, words
from kbtool.drafting.answer import Answer, Rule, says_what_was_done
from kbtool.drafting.blocks import Block, Kind
from kbtool.drafting.chatter import Talk

MAX_STEPS = 40
_MAX_LEAD = 4
_MIN_WORDS = 4
_MIN_ITEMS = 2
_MAX_CODE_LINES = 60
_EMPTY = {Talk.GREETING, Talk.CLOSING, Talk.COURTESY}


@dataclass(slots=True)
class Step:
    """One step: its text (neutral), what belongs to it as a nested list, and code to type."""

    text: str
    details: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Resolution:
    """An answer sorted: `lead` sentences before the steps, `notes` after them."""

    lead: tuple[str, ...]
    steps: tuple[Step, ...]
    notes: tuple[str, ...]


def arrange(answer: Answer, lang: str) -> Resolution:
    """Sort the blocks of an answer into lead, steps and notes; courtesy, questions and reports are left out."""
    sorter = _Sorter(lang, keeps_reports=answer.by_requester, is_note=answer.rule in {Rule.NOTE, Rule.FIELD})
    has_list = _has_steps(answer.blocks, lang, is_note=sorter.is_note)
    for block in answer.blocks:
        if block.kind is Kind.CODE:
            sorter.code(block.text)
        elif block.is_item and has_list:
            sorter.item(block)
        else:
            sorter.paragraph(block.text, has_list=has_list)
    found = sorter.result()
    return found if found.steps or found.lead or found.notes else Resolution(_unsorted(answer), (), ())


def _unsorted(answer: Answer) -> tuple[str, ...]:
    """Return an answer's sentences where the rules would leave nothing of it."""
    texts = [text for block in answer.blocks for text in sentences.split(block.text)]
    return tuple(tidy.sentence(text) for text in texts if chatter.talk(text) not in _EMPTY)


def _has_steps(found: Sequence[Block], lang: str, *, is_note: bool) -> bool:
    """Return whether the answer has a list of steps: a numbered one, or one that mostly says what to do."""
    items = [block for block in found if block.is_item and block.depth == 0]
    orders = sum(instructions.is_instruction(block.text, lang) for block in items)
    is_list = is_note or orders * 2 >= len(items) or any(block.kind is Kind.NUMBER for block in items)
    return len(items) >= _MIN_ITEMS and is_list


@dataclass(slots=True)
class _Sorter:
    """Takes the parts of an answer in order."""

    lang: str
    keeps_reports: bool
    is_note: bool = False
    lead: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    before: str = ""

    def item(self, block: Block) -> None:
        text = " ".join(self._kept(block.text, is_item=True))
        if not text:
            return
        if block.depth and self.steps:
            self.steps[-1].details.append(text)
            return
        if self.notes:
            # Text between two lists leads to the second.
            self.before, self.notes = self.notes[-1], self.notes[:-1]
            if self.notes and self.steps:
                self.steps[-1].details += self.notes
            self.notes = []
        self.steps.append(Step(f"{self.before} {text}".strip()))
        self.before = ""

    def code(self, text: str) -> None:
        lines = text.splitlines()[:_MAX_CODE_LINES]
        if self.steps:
            self.steps[-1].code.append("\n".join(lines))
        elif self.lead:
            self.steps.append(Step(self.lead.pop(), code=["\n".join(lines)]))

    def paragraph(self, text: str, *, has_list: bool) -> None:
        for sentence in self._kept(text):
            if not has_list and self._is_order(sentence):
                self.steps.append(Step(sentence))
            elif self.steps and has_list:
                self.notes.append(sentence)
            elif self.steps:
                self._append(sentence)
            elif words.count(sentence) >= _MIN_WORDS:
                self.lead.append(sentence)

    def result(self) -> Resolution:
        """Return what was sorted; advice becomes steps where there is no plainer order."""
        if not self.steps:
            first = next((n for n, text in enumerate(self.lead) if self._is_advice(text)), len(self.lead))
            advice, self.lead = self.lead[first:], self.lead[:first]
            for text in advice:
                if self._is_advice(text) or not self.steps:
                    self.steps.append(Step(text))
                else:
                    self._append(text)
        return Resolution(tuple(self.lead[-_MAX_LEAD:]), tuple(self.steps[:MAX_STEPS]), tuple(self.notes))

    def _may_be_order(self, text: str) -> bool:
        """Return whether a report may be turned round: only the requester's own tells how to do it."""
        return self.keeps_reports or chatter.talk(text) is Talk.CONTENT

    def _is_advice(self, text: str) -> bool:
        return instructions.is_instruction(text, self.lang)

    def _append(self, sentence: str) -> None:
        """Add an explanation to the step it follows."""
        self.steps[-1].text += f" {sentence}"

    def _is_order(self, text: str) -> bool:
        """Return whether a sentence can be a step; notes say what was done."""
        if self.is_note and not cause.is_cause(text, self.lang) and says_what_was_done(text):
            return True
        return instructions.is_order(text, self.lang)

    def _wants(self, said: str, talk: Talk, *, is_item: bool) -> bool:
        """Return whether an order is kept that sounds like a request; of notes all are but lead-ins."""
        if self.is_note:
            return talk is not Talk.LEAD_IN
        return is_item and talk is Talk.REQUEST and "[phone" not in said

    def _kept(self, text: str, *, is_item: bool = False) -> list[str]:
        kept = []
        for found in sentences.split(text):
            said = tidy.to_the_point(found)
            said = imperative.order(said) if self.lang == "en" and self._may_be_order(said) else said
            talk = chatter.talk(said)
            is_order = self._is_order(said)
            wanted = talk is Talk.CONTENT or (talk is Talk.REPORT and self.keeps_reports)
            wanted = wanted or (is_order and self._wants(said, talk, is_item=is_item))
            if wanted and (is_order or not tidy.PERSON.search(tidy.unaddressed(said))):
                kept.append(tidy.sentence(said))
        return [text for text in kept if re.search(r"\w", markup.plain(text))]
