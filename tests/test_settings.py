from pathlib import Path

import pytest

from kbtool.errors import SettingsError
from kbtool.settings import from_options, load


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mkdocs.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_settings_are_read_past_tags_that_only_mkdocs_knows(tmp_path):
    path = _write(
        tmp_path,
        "site_url: !ENV [URL, 'x']\nmarkdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:a.b\n"
        "plugins:\n  - kbtool:\n      languages: [en]\n",
    )

    assert load(path).languages == ("en",)


@pytest.mark.parametrize(
    ("options", "words", "hint"),
    [
        ({"langages": ["de"]}, "unknown key “langages”", "Did you mean “languages”?"),
        ({"languages": ["fr"]}, "languages: “fr” is not supported", "Use de, en or both."),
        ({"languages": "de"}, "languages must be a list, not a text", ""),
        ({"audience": "publik"}, "audience cannot be “publik”", "Did you mean “public”?"),
        ({"review_months": 0}, "review_months must be a whole number above 0", ""),
        ({"categories": {"../x": "X"}}, "“../x” cannot be a folder name", ""),
        (
            {"quiz": {"option_max": 5}},
            "quiz: unknown key “option_max”",
            "Did you mean “options_max” or “options_min” or “options_limit”?",
        ),
        ({"quiz": {"alpha": 1.5}}, "quiz: alpha must be a number from 0.0001 to 0.5, not 1.5", ""),
        ({"quiz": {"own_step": "hoch"}}, "quiz: own_step must be a number from 0 to 1, not a text", ""),
        ({"quiz": {"reuse": 2.5}}, "quiz: reuse must be a whole number, not 2.5", ""),
        (
            {"quiz": {"options_max": 8}},
            "options_min, options_max and options_limit must rise, not 3, 8, 6",
            "Set all three, such as 3, 4 and 6.",
        ),
        ({"sources": [{"name": "a", "type": "jsonl"}]}, "“a”) has no path", "Add “path: tickets.jsonl”."),
        ({"sources": [{"type": "csv"}]}, "sources[1]: the key “name” is missing", ""),
        (
            {
                "sources": [
                    {"name": "a", "type": "csv", "tickets": {"path": "x", "columns": {}, "timezone": "Berlin"}}
                ]
            },
            "timezone: “Berlin” is unknown",
            "Use a name such as Europe/Berlin.",
        ),
    ],
)
def test_a_wrong_setting_is_named_with_its_remedy(options, words, hint):
    with pytest.raises(SettingsError) as caught:
        from_options(options)

    assert words in str(caught.value)
    assert caught.value.hint == hint


def test_thresholds_of_the_gate_can_be_set_one_by_one():
    quiz = from_options({"quiz": {"options_max": 5, "alpha": 0.01}}).quiz

    assert (quiz.options_min, quiz.options_max, quiz.alpha) == (3, 5, 0.01)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site_name: a\x00", "special characters"),
        ("day: 2026-02-30\n", "day"),
        ("a: " + "[" * 3000, "nested too deeply"),
    ],
)
def test_yaml_without_a_line_to_name_is_refused_all_the_same(tmp_path, text, said):
    path = _write(tmp_path, text)

    with pytest.raises(SettingsError, match=rf"mkdocs\.yml is not valid YAML: .*{said}"):
        load(path)


def test_broken_yaml_names_file_and_line(tmp_path):
    path = _write(tmp_path, "site_name: a\nplugins: [\n")

    with pytest.raises(SettingsError, match=r"mkdocs\.yml:3: not valid YAML"):
        load(path)


def test_a_config_without_the_plugin_says_how_to_add_it(tmp_path):
    with pytest.raises(SettingsError) as caught:
        load(_write(tmp_path, "site_name: a\n"))

    assert "Add “- kbtool”" in caught.value.hint


def test_one_name_serves_both_languages():
    settings = from_options(
        {"teams": {"net": "Netzwerk"}, "categories": {"vpn": {"de": "VPN", "icon": "material/vpn"}}}
    )

    assert settings.team_name("net", "en") == "Netzwerk"
    assert settings.category_name("vpn", "en") == "VPN"
    assert settings.team_name("x", "de") == "x"
