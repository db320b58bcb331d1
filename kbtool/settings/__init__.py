"""The settings of a project: the options of the kbtool plugin in mkdocs.yml."""

from kbtool.settings.file import load, plugin_options, site_url
from kbtool.settings.options import from_options
from kbtool.settings.records import Category, Legal, Names, Quiz, Settings, Source, Table, Training

__all__ = [
    "Category",
    "Legal",
    "Names",
    "Quiz",
    "Settings",
    "Source",
    "Table",
    "Training",
    "from_options",
    "load",
    "plugin_options",
    "site_url",
]
