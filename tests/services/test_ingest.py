"""Taking tickets in from sources and files: counts, rejects, repeats, interruptions."""

import json

import pytest

from kbtool.errors import InputError, SettingsError, UnknownNameError
from kbtool.services import ingest as service
from kbtool.settings import load
from kbtool.store import rejects, tickets
from kbtool.store.database import Store

CONFIG = """\
site_name: Hilfe
plugins:
  - kbtool:
      sources:
        - {name: desk, type: jsonl, path: desk.jsonl}
        - name: crm
          type: csv
          tickets:
            path: crm.csv
            columns: {id: Nr, subject: Betreff, state: Status, body: Text}
            states: {erledigt: resolved}
"""
CRM = "Nr;Betreff;Status;Text\n1;Größe;erledigt;Passt nicht\n2;Farbe;kaputt;?\n"


def line(ident="1", **more):
    record = {"source": "desk", "id": ident, "state": "resolved", "subject": "Drücker 🖨️", **more}
    return json.dumps(record, ensure_ascii=False)


@pytest.fixture
def project(make_project):
    return make_project({"desk.jsonl": f"{line('1')}\n{{kaputt\n{line('2')}\n", "crm.csv": CRM}, config=CONFIG)


def run(project, **options):
    return service.ingest(project, load(project.config), **options)


def refs(project):
    with Store.open(project) as store:
        return list(tickets.refs(store))


def counts(report):
    return (report.read, report.new, report.changed, report.unchanged, report.rejected)


def test_every_source_is_read_and_each_record_counted_once(project):
    assert counts(run(project)) == (5, 3, 0, 0, 2)
    assert refs(project) == ["crm:1", "desk:1", "desk:2"]


def test_repeating_it_changes_nothing(project):
    run(project)
    assert counts(run(project)) == (5, 0, 0, 3, 2)


def test_rejects_are_listed_with_source_line_and_reason(project):
    run(project)
    assert [(item.source, item.id, item.stage, item.line) for item in rejects.read(project.rejects)] == [
        ("desk", "", "parse", 2),
        ("crm", "2", "validate", 3),
    ]
    assert "kaputt" not in project.rejects.read_text(encoding="utf-8")


def test_rejects_of_sources_not_read_stay(project):
    run(project)
    (project.root / "desk.jsonl").write_text(line("1") + "\n", encoding="utf-8")
    assert counts(run(project, source="desk")) == (1, 0, 0, 1, 0)
    assert [item.source for item in rejects.read(project.rejects)] == ["crm"]


def test_changed_record_replaces_the_ticket(project):
    run(project)
    (project.root / "desk.jsonl").write_text(line("1", subject="Neu") + "\n", encoding="utf-8")
    assert counts(run(project, source="desk")) == (1, 0, 1, 0, 0)


def test_dry_run_counts_and_writes_nothing(project):
    assert counts(run(project, dry_run=True)) == (5, 3, 0, 0, 2)
    assert not project.private.exists()
    run(project)
    before = project.rejects.stat().st_mtime_ns
    assert counts(run(project, dry_run=True)) == (5, 0, 0, 3, 2)
    assert project.rejects.stat().st_mtime_ns == before


def test_file_is_read_in_place_of_the_sources(project, tmp_path):
    file = tmp_path / "export 2026.jsonl"
    file.write_text(f'{line("7")}\n{{"id": 8, "state": "open"}}\n', encoding="utf-8")
    assert counts(run(project, file=file)) == (2, 2, 0, 0, 0)
    assert refs(project) == ["desk:7", "export-2026:8"]


def test_name_given_with_a_file_is_the_source_of_all_its_tickets(project, tmp_path):
    file = tmp_path / "x.jsonl"
    file.write_text(line("7"), encoding="utf-8")
    run(project, file=file, source="rt")
    assert refs(project) == ["rt:7"]


def test_name_in_the_settings_is_the_source_of_all_its_tickets(project):
    (project.root / "desk.jsonl").write_text(line("7", source="rt"), encoding="utf-8")
    run(project, source="desk")
    assert refs(project) == ["desk:7"]


def test_progress_counts_rejects_too(project):
    told = []
    run(project, progress=told.append)
    assert told == [5]


def test_one_unreadable_source_stops_before_anything_is_written(project):
    (project.root / "crm.csv").unlink()
    with pytest.raises(InputError, match=r"no file crm\.csv"):
        run(project)
    assert not project.private.exists()


def test_missing_column_stops_before_anything_is_written(project):
    (project.root / "crm.csv").write_text("Nr;Titel;Status;Text\n1;x;erledigt;y\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"crm\.csv has no column “Betreff”"):
        run(project)
    assert not project.private.exists()


def test_unknown_source_suggests_the_closest(project):
    with pytest.raises(UnknownNameError) as error:
        run(project, source="desc")
    assert error.value.hint == "Did you mean “desk”?"


def test_settings_without_sources_say_what_to_do(make_project):
    project = make_project(config="site_name: x\nplugins: [kbtool]\n")
    with pytest.raises(SettingsError) as error:
        run(project)
    assert "--from FILE.jsonl" in error.value.hint


def test_table_given_as_a_file_needs_a_mapping(project):
    with pytest.raises(InputError, match="has to know what its columns hold"):
        run(project, file=project.root / "crm.csv")


def test_name_that_cannot_start_a_reference_is_refused(project):
    with pytest.raises(InputError, match="cannot be the name of a source"):
        run(project, file=project.root / "desk.jsonl", source="a:b")


def test_interrupted_run_leaves_store_and_rejects_whole(project, monkeypatch):
    run(project)
    real = service.reading.read

    def stop(*args, **options):
        yield from real(*args, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(service.reading, "read", stop)
    with pytest.raises(KeyboardInterrupt):
        run(project)
    with Store.open(project) as store:
        assert store.integrity_problem() == ""
    assert len(list(rejects.read(project.rejects))) == 2


def test_store_of_the_team_is_used_where_one_is_set(project, tmp_path, monkeypatch):
    monkeypatch.setenv("KBTOOL_DATABASE_URL", f"sqlite:///{tmp_path}/team.db")
    assert run(project).new == 3
    assert not project.database.exists()
    assert (tmp_path / "team.db").exists()
