"""The power goes while a list is taken away: half a file is never handed out, and the export goes on by itself."""

import io
import json
import os
import sqlite3
import time
import urllib.error

import openpyxl
import pytest

from house import Client, Server, assert_whole


def ask(officer):
    """Asks for all enterprises of the city, and returns the address of the export."""
    page = officer.request(
        "/exports", b"list=enterprises&at=%2Fenterprises&kind=xlsx&purpose=%E6%A0%B8%E5%AF%B9",
        {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"})
    return json.loads(page)["location"]


def state(officer, address):
    return officer.json(address)["export"]


def download(officer, address):
    """The file, or None where there is none to be had."""
    try:
        return officer.request(address + "/file")
    except urllib.error.HTTPError as error:
        assert error.code == 404
        return None


def killed_at(stage, data):
    """An export during whose reading or writing the power goes."""
    for _ in range(6):
        server = Server(data)
        officer = Client(server, "city")
        address = ask(officer)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            now = state(officer, address)["state"]
            if now == stage or now == "ready":
                break
        assert download(officer, address) is None or state(officer, address)["state"] == "ready"
        server.kill()
        with sqlite3.connect(data / "qiao.db") as database:
            (kept,) = database.execute("SELECT state FROM exports ORDER BY id DESC LIMIT 1").fetchone()
        if kept == stage:
            return address
    raise AssertionError(f"the power never went while the export was {stage}")


@pytest.mark.parametrize("stage", ["running", "writing"])
def test_killed_during_an_export(data, tmp_path, monkeypatch, stage):
    files = tmp_path / "files"
    files.mkdir()
    monkeypatch.setenv("TMPDIR", str(files))
    address = killed_at(stage, data)
    assert_whole(data)
    # What the power cut left on disk is taken away, once it is old enough to be nobody's.
    for left in files.iterdir():
        os.utime(left, (0, 0))
    server = Server(data)
    assert not [left for left in files.iterdir() if left.stat().st_mtime < 1], "left in the clear"
    officer = Client(server, "city")
    deadline = time.monotonic() + 120
    while state(officer, address)["state"] in ("running", "writing") and time.monotonic() < deadline:
        # Until it is whole there is nothing to be had.
        if file := download(officer, address):
            break
        time.sleep(0.05)
    # It went on where it was, by itself.
    export = state(officer, address)
    assert export["state"] == "ready"
    file = download(officer, address)
    sheet = openpyxl.load_workbook(io.BytesIO(file), read_only=True).active
    lines = list(sheet.iter_rows(values_only=True))
    with sqlite3.connect(data / "qiao.db") as database:
        (count,) = database.execute("SELECT count(*) FROM enterprises WHERE closed_on IS NULL").fetchone()
    assert export["rows"] == count > 10_000
    body = lines[1 : count + 1]
    assert all(line[0] for line in body) and not lines[count + 1][0], "every row is there, and nothing below it"
    assert len(set(body)) > count * 0.99, "no part of the list stands there twice"
    server.stop()
    assert_whole(data)
