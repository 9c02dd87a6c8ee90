"""The power goes, at any moment: nothing that was acknowledged is lost, and nothing is half done."""

import json
import random
import subprocess
import threading
import time
import urllib.error

import pytest

from house import PROGRAM, Client, Server, assert_whole, qiao
from rosters import identity_number, write_csv

CHANCE = random.Random(20260302)


def test_killed_during_commands(data):
    """People are registered as fast as they can be; every one whose page was answered is there afterwards."""
    for _ in range(3):
        server = Server(data)
        officer = Client(server, "xuhui")
        unit = find_unit(officer)
        acknowledged = []
        stop = threading.Event()

        def register():
            while not stop.is_set():
                number = identity_number(CHANCE)
                try:
                    answer = officer.request(
                        "/people",
                        json.dumps({"name": "断电者", "documentNumber": number, "unit": unit, "notDouble": "yes"}).encode(),
                        {"Content-Type": "application/json", "Accept": "application/json"},
                    )
                    acknowledged.append((number, json.loads(answer)["location"]))
                except (urllib.error.HTTPError, json.JSONDecodeError):
                    raise
                except (urllib.error.URLError, ConnectionError, OSError, TimeoutError):
                    return

        worker = threading.Thread(target=register)
        worker.start()
        time.sleep(CHANCE.uniform(0.5, 1.5))
        server.kill()
        stop.set()
        worker.join(timeout=60)
        assert acknowledged, "nobody was registered before the power went"
        assert_whole(data)
        after = Server(data)
        reader = Client(after, "xuhui")
        for _, location in acknowledged:
            assert "断电者" in reader.get(location)
        after.stop()


def find_unit(client):
    """The id of 漕河泾街道总工会, from the list of units."""
    units = client.json("/units?q=%E6%BC%95%E6%B2%B3%E6%B3%BE%E8%A1%97%E9%81%93")
    found = [one["id"] for one in flatten(units) if one.get("name") == "漕河泾街道总工会"]
    assert found, units
    return found[0]


def flatten(value):
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from flatten(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from flatten(inner)


def test_killed_during_an_import(data, tmp_path):
    """An import is cut off several times and sent again: in the end every good row is there, once."""
    roster = tmp_path / "roster.csv"
    # A search looks at two hundred people.
    names = ["断电" + sign for sign in "甲乙丙丁戊己庚辛壬癸"]
    rows = write_csv(roster, CHANCE, 1500, names)
    arguments = [str(PROGRAM), "import", "roster", str(roster), "--json", "--data", str(data)]
    for _ in range(3):
        started = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(CHANCE.uniform(0.15, 0.7))
        started.kill()
        started.wait()
        assert_whole(data)
    report = json.loads(qiao(*arguments[1:]).stdout)
    assert report["rows"] == rows
    assert len(report["accepted"]) == rows and not report["rejected"]
    again = json.loads(qiao(*arguments[1:]).stdout)
    assert {row["outcome"] for row in again["accepted"]} == {"unchanged"}
    for name in names:
        found = json.loads(qiao("search", "people", name, "--json", "--data", data).stdout)
        assert not found["capped"] and found["total"] == rows // len(names), "nobody is there twice"
    assert_whole(data)


def test_killed_while_an_import_is_undone(data, tmp_path):
    """The undoing of an import is cut off several times: it goes on where it was, and in the end all is as before."""
    roster = tmp_path / "undone.csv"
    rows = write_csv(roster, CHANCE, 1200)
    report = json.loads(qiao("import", "roster", str(roster), "--json", "--data", data).stdout)
    assert len(report["accepted"]) == rows
    server = Server(data)
    officer = Client(server, "city")
    imported = officer.json("/rosters")["imports"][0]["id"]
    officer.request(
        f"/rosters/{imported}/undo", json.dumps({"reason": "传错了文件"}).encode(),
        {"Content-Type": "application/json", "Accept": "application/json"})
    for _ in range(3):
        time.sleep(CHANCE.uniform(0.2, 0.8))
        server.kill()
        assert_whole(data)
        server = Server(data)
    officer = Client(server, "city")
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        page = officer.json(f"/rosters/{imported}")
        if page.get("undo"):
            break
        time.sleep(0.5)
    assert page["undo"]["state"] == "done" and page["undo"]["undone"] == rows and page["undo"]["kept"] == 0
    server.stop()
    found = json.loads(qiao("search", "people", "断电册", "--json", "--data", data).stdout)
    assert found["total"] == 0
    assert_whole(data)


def test_killed_while_the_city_is_founded(tmp_path):
    """A founding that was cut off is begun again by the next start; a served house is never half a city."""
    data = tmp_path / "data"
    started = subprocess.Popen(
        [str(PROGRAM), "demo", "--data", str(data)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not (data / "qiao.db").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.6)
    started.kill()
    started.wait()
    qiao("demo", "--data", data)
    assert_whole(data)
    found = json.loads(qiao("search", "people", "--json", "--data", data, "--as", "worker", "区雅婷").stdout)
    assert found["total"] == 1
