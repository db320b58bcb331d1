"""The shelf an article belongs on."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kbtool.model.slug import slug
from kbtool.model.ticket import Ticket
from kbtool.settings import Settings


def choose(tickets: Sequence[Ticket], settings: Settings, near: Sequence[str]) -> tuple[str, str]:
    """Return the category of most tickets and the rule that found it; both empty where none did.

    A ticket's own category counts first, then its queue and tags where they bear a category's name, then the
    category of the most similar article (`near`, closest first).
    """
    own = _most(_known(ticket.category, settings) for ticket in tickets)
    if own:
        return own, "ticket-category"
    named = _most(_known(name, settings) for ticket in tickets for name in (ticket.queue, *ticket.tags))
    if named:
        return named, "ticket-queue-or-tag"
    return (near[0], "similar-article") if near else ("", "")


def _known(name: str, settings: Settings) -> str:
    """Return the key of the category a name stands for; without categories in the settings, the name itself."""
    if name in settings.categories:
        return name
    wanted = slug(name)
    if not settings.categories:
        return "/".join(part for part in map(slug, name.split("/")) if part)
    for key, item in settings.categories.items():
        if wanted and wanted in {slug(key), *map(slug, item.names.values())}:
            return key
    return ""


def _most(names: Iterable[str]) -> str:
    counts = Counter(name for name in names if name)
    return min(counts, key=lambda name: (-counts[name], name), default="")


def team(tickets: Sequence[Ticket], settings: Settings) -> str:
    """Return the team whose id or name all tickets' queues bear; empty where that is not plain."""
    queues = {slug(ticket.queue) for ticket in tickets}
    for key, names in settings.teams.items():
        if queues and queues <= {slug(key), *map(slug, names.values())}:
            return key
    return ""
