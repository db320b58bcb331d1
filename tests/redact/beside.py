"""Presidio's patterns and scrubadub on the same texts, so that the figures of redaction have something beside them.

Presidio runs without language models, as it would in this project: its spaCy engine gets blank pipelines, its
German recognisers are added by hand, for the default registry leaves them out. scrubadub runs with its defaults.
"""

import importlib
import inspect
import logging
import pkgutil
from collections.abc import Callable, Iterator

import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry, predefined_recognizers
from presidio_analyzer.nlp_engine import SpacyNlpEngine

Find = Callable[[str, str], Iterator[tuple[int, int]]]
LANGUAGES = ("de", "en")
THRESHOLD = 0.4


class Blank(SpacyNlpEngine):
    """A spaCy engine that needs no model and finds no entity."""

    def __init__(self):
        super().__init__(models=[{"lang_code": lang, "model_name": lang} for lang in LANGUAGES])
        self.nlp = {lang: spacy.blank(lang) for lang in LANGUAGES}

    def load(self):
        """Keep the blank pipelines: there is nothing to download."""


def presidio() -> Find:
    """Return what finds with Presidio's patterns, at its usual threshold."""
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    # Else it asks the network for the list of public suffixes; the one in the package is enough.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    registry = RecognizerRegistry(supported_languages=list(LANGUAGES))
    registry.load_predefined_recognizers(languages=list(LANGUAGES))
    registry.recognizers = [one for one in registry.recognizers if not one.name.startswith("Spacy")]
    there = {(one.name, one.supported_language) for one in registry.recognizers}
    for one in german():
        if (one.name, one.supported_language) not in there:
            registry.add_recognizer(one)
    engine = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=list(LANGUAGES))

    def find(text: str, lang: str) -> Iterator[tuple[int, int]]:
        for result in engine.analyze(text, language=lang, score_threshold=THRESHOLD):
            yield result.start, result.end

    return find


def german() -> Iterator[PatternRecognizer]:
    """Yield Presidio's recognisers of German numbers."""
    for module in pkgutil.walk_packages(predefined_recognizers.__path__, predefined_recognizers.__name__ + "."):
        if ".germany" not in module.name or module.ispkg:
            continue
        for _, one in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if one.__module__ == module.name and issubclass(one, PatternRecognizer):
                yield one(supported_language="de")


def scrubadub() -> Find:
    """Return what finds with scrubadub in the locale of the language."""
    import scrubadub as library  # noqa: PLC0415 - named like this function

    scrubbers = {
        lang: library.Scrubber(locale=f"{lang}_{lang.upper().replace('EN', 'GB')}") for lang in LANGUAGES
    }

    def find(text: str, lang: str) -> Iterator[tuple[int, int]]:
        for filth in scrubbers[lang].iter_filth(text):
            yield filth.beg, filth.end

    return find
