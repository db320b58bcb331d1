"""Files with records that are broken in every way: the good ones are taken in, the bad ones named, none of their text."""

import json

from kbtool.services.ingest import ingest
from kbtool.settings import load
from kbtool.store import rejects, tickets
from kbtool.store.database import Store
from tests.sources.malformed import BAD, GOOD, sound


def test_of_2000_tickets_all_good_ones_come_in_and_each_bad_one_is_named(make_project):
    bad, good = list(BAD.values()), list(GOOD.values())
    lines, expected, refused = [], set(), []
    for number in range(2000):
        record = sound(number)
        if number % 5 == 3 and number // 5 < len(bad):
            lines.append(bad[number // 5](record))
            refused.append(number + 1)
            continue
        lines.append(good[number % len(good)](record) if number % 7 == 0 else json.dumps(record).encode())
        expected.add(f"desk:{number}")
    project = make_project()
    (project.root / "tickets.jsonl").write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines))

    report = ingest(project, load(project.config))

    assert len(refused) == len(bad)
    assert [reject.line for reject in rejects.read(project.rejects)] == refused
    assert (report.new, report.rejected) == (2000 - len(bad), len(bad))
    with Store.open(project) as store:
        assert set(tickets.refs(store)) == expected
        assert sum(1 for _ in tickets.iterate(store)) == len(expected)
        assert store.integrity_problem() == ""
    assert "Drucker" not in project.rejects.read_text(encoding="utf-8")
    again = ingest(project, load(project.config))
    assert (again.new, again.changed, again.rejected) == (0, 0, len(bad))
