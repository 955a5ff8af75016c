"""One reader at a time looks at what stands, and nobody waits for a push that another is making."""

from __future__ import annotations

import fcntl
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait

from generator.desk.standing import Standings
from tests.desk.stand import Stand
from tests.desk.test_submission import NEW, RECORD, WANG, new

PATIENCE = 60


def test_readers_do_not_wait_for_a_push(stand: Stand) -> None:
    text, seen, outcomes = new(stand), stand.tip, list[object]()
    office = stand.browser("office")

    def submitting() -> None:
        with stand.desk.standings.now() as standing, stand.desk.standings.now():
            outcomes.append(stand.desk.submissions.submit(WANG, {NEW: text}, seen, "x"))
            outcomes.append((standing.root / RECORD).is_file())

    with (stand.house.desk / "lock").open("w") as lock:  # the push of somebody before, which takes for ever
        fcntl.flock(lock, fcntl.LOCK_EX)
        pushing = threading.Thread(target=submitting)
        pushing.start()
        with ThreadPoolExecutor() as reader:
            seen_by_others = [reader.submit(office.get, path) for path in ("/desk/", "/desk/records/")]
            done, _ = wait(seen_by_others, PATIENCE)
            if len(done) < len(seen_by_others):
                fcntl.flock(lock, fcntl.LOCK_UN)
        assert [each.result().status_code for each in done] == [200, 200]
        assert pushing.is_alive() and outcomes == []
    pushing.join(PATIENCE)
    assert [type(each).__name__ for each in outcomes] == ["Taken", "bool"]
    assert office.get("/desk/").status_code == 200
    with stand.desk.standings.now() as standing:
        assert standing.seen == stand.tip and (standing.root / NEW).is_file()


def test_who_looks_on_after_a_push_looks_alone(stand: Stand) -> None:
    """Many at once, each with what it looks at inside what it looked at: never two between the same two steps."""
    standings, inside, most = Standings(stand.house, "zh"), set[int](), []

    def look() -> None:
        me = threading.get_ident()

        def alone() -> None:
            inside.add(me)
            time.sleep(0.002)
            most.append(len(inside))
            inside.discard(me)

        for _ in range(5):
            with standings.now():
                alone()
                with standings.now():
                    with standings.aside():
                        time.sleep(0.001)
                    alone()
                alone()
        with standings.aside():  # who does not look lets nobody in who was not
            pass

    threads = [threading.Thread(target=look) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(PATIENCE)
    assert (len(most), max(most)) == (6 * 15, 1)
