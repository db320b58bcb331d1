import re
import threading
import time
from datetime import date

import pytest

from kbtool.services.check import check
from kbtool.services.time_limit import OutOfTime, limited
from kbtool.settings import load
from tests.conftest import article
from tests.cpu import at_most

DE = "docs/de/printing/drucker-offline.md"
SHORT = 0.1
TODAY = date(2026, 11, 23)


def spin() -> None:
    while True:
        pass


def backtrack() -> None:
    re.match("(a+)+$", "a" * 40 + "b")


def swallow() -> None:
    try:
        spin()
    except Exception:  # noqa: BLE001 - as libraries do
        spin()


@pytest.mark.parametrize("endless", [spin, backtrack, swallow])
def test_what_would_never_end_is_stopped(endless):
    with at_most(5), pytest.raises(OutOfTime), limited(SHORT):
        endless()


def test_what_is_done_in_time_is_left_alone_and_so_is_what_follows():
    with limited(SHORT):
        done = sum(range(10))
    start = time.process_time()
    while time.process_time() - start < 2 * SHORT:
        pass

    assert done == 45


def test_outside_of_the_main_thread_there_is_no_limit():
    done = []

    def work() -> None:
        with limited(SHORT):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert done == [True]


@pytest.mark.parametrize("line", ["[" * 4_000, "![" * 2_000, "[a](" * 1_000])
def test_check_names_a_text_that_takes_too_long(make_project, monkeypatch, line):
    text = article().replace("Windows 11.\n", f"{line}\n" * 8)
    project = make_project({DE: text})
    monkeypatch.setattr("kbtool.services.check_render.RENDER_SECONDS", SHORT)

    found = [
        problem
        for problem in check(project, load(project.config), today=TODAY)
        if problem.code == "render-slow"
    ]

    assert [(problem.path, problem.line) for problem in found] == [(DE, 0)]
