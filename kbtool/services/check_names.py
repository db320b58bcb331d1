"""Whether categories and teams have a name in every language of the site."""

from collections.abc import Iterator

from kbtool.model.problem import Problem
from kbtool.project import Project
from kbtool.settings import Settings


def name_problems(project: Project, settings: Settings) -> Iterator[Problem]:
    """Yield names that a language lacks: its pages would show that of another language."""
    categories = {key: category.names for key, category in settings.categories.items()}
    for kind, named in (("category", categories), ("team", settings.teams)):
        for key, names in named.items():
            for lang in settings.languages:
                if not names.get(lang):
                    message = f"the {kind} “{key}” has no name in “{lang}”"
                    hint = f"add “{lang}: …” beside its other names in the settings"
                    yield Problem(project.config.name, 0, "name-missing", message, hint)
