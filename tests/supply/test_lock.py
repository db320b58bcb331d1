"""The list of pinned dependencies, and the least versions in pyproject.toml."""

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.supply.lock import LOCK, ROOT, requirements

WANTED = [Requirement(line) for line in requirements()]
TEXT = LOCK.read_text(encoding="utf-8")
ENTRIES = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^#.*\n", "", TEXT)).strip().splitlines()


def pinned() -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    for entry in ENTRIES:
        requirement = Requirement(entry.partition(" --hash")[0].strip())
        (only,) = requirement.specifier
        assert only.operator == "=="
        found.setdefault(canonicalize_name(requirement.name), []).append(Version(only.version))
    return found


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_every_dependency_is_pinned_to_a_version_that_the_project_allows(wanted):
    versions = pinned()[canonicalize_name(wanted.name)]

    assert all(version in wanted.specifier for version in versions)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.partition("==")[0])
def test_every_pinned_version_has_its_hashes(entry):
    assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)


def test_the_list_names_no_address():
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links", TEXT)


@pytest.mark.parametrize(
    ("name", "broken", "why"),
    [("Markdown", "3.8", "CVE-2025-69534"), ("pymdown-extensions", "11.0", "CVE-2026-67422")],
)
def test_versions_with_a_known_hole_are_refused_and_the_reason_stands_beside_them(name, broken, why):
    (wanted,) = [one for one in WANTED if one.name == name]
    (line,) = [
        one for one in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines() if f'"{name}>=' in one
    ]

    assert Version(broken) not in wanted.specifier
    assert why in line
