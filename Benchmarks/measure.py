#!/usr/bin/env python3
"""Measures what the house carries, and says where it is over its budget.

    Benchmarks/measure.py --data DIR [--people N] [--database URL] [--only NAME] [--json FILE]

DIR is made and filled the first time (some minutes for a million people) and used again afterwards. Needs the built
program (./qiao build), and wrk (apt-get install wrk). Exits 1 when something is over its budget.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests"))

import rosters  # noqa: E402
from house import PROGRAM, Client, Server, qiao  # noqa: E402

BUDGETS = json.loads((HERE / "budgets.json").read_text(encoding="utf-8"))
CLIENTS = 8
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严"
GIVEN = "敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂芳英华玉萍红娥玲芬芝琴云珍莉兰凤洁梅琳素"


def memory(process, key="VmRSS"):
    text = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(re.search(rf"{key}:\s+(\d+)", text).group(1)) / 1024


def cookie_of(client):
    jar = next(handler.cookiejar for handler in client.opener.handlers if hasattr(handler, "cookiejar"))
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def load(server, client, requests, seconds):
    """Lets eight clients ask for these in turn; each is (method, path, body)."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", delete=False) as file:
        for method, path, body in requests:
            file.write(f"{method}\t{path}\t{body}\n")
    threads = 2
    try:
        done = subprocess.run(
            ["wrk", "-t", str(threads), "-c", str(CLIENTS), "-d", f"{seconds}s", "--timeout", "20s",
             "-s", str(HERE / "requests.lua"), server.address],
            capture_output=True, text=True, check=True,
            env=os.environ | {"REQUESTS": file.name, "COOKIE": cookie_of(client), "THREADS": str(threads)},
        )
    finally:
        os.unlink(file.name)
    return json.loads(done.stdout.strip().splitlines()[-1])


def invented_name(chance):
    return chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)


def query(text):
    return "/people?q=" + urllib.parse.quote(text)


class Paths:
    """What each measurement asks for, as somebody."""

    def __init__(self, client, chance):
        self.client = client
        self.chance = chance
        self.people = [row["id"] for row in client.json("/people.json")["people"]]

    def search_one_character(self):
        return [query(letter) for letter in SURNAMES[:60]] + [query(letter) for letter in "abcdefghjklmnpqrstwxyz"]

    def search_while_typing(self):
        typed = []
        for _ in range(200):
            name = self.chance.choice(SURNAMES) + self.chance.choice(GIVEN) + self.chance.choice(GIVEN)
            typed += [name[:1], name[:2], name]
        latin = ["w", "wa", "wan", "wang", "wangm", "wangmi", "wangmin", "zh", "zhangl", "lxh", "cy", "zmy", "ly"]
        return [query(text) for text in typed + latin * 10]

    def people_list(self):
        page, paths = "/people", []
        for _ in range(20):
            paths.append(page)
            following = self.client.json(page.replace("/people", "/people.json", 1))["page"].get("next")
            if not following:
                break
            page = following
        return paths

    def person(self):
        return [f"/people/{person}" for person in self.people]

    def today(self):
        return ["/"]

    def coverage(self):
        return ["/coverage", "/coverage/people", "/coverage/units"]

    def fixed(self, *paths):
        return list(paths)


def asked(name, budget, paths):
    if "paths" in budget:
        return budget["paths"]
    return getattr(paths, name)()


def registrations(client, chance, count):
    """New people as the form sends them, at a unit of hers."""
    unit = client.json("/people.json")["units"]["options"][0]["id"]
    for _ in range(count):
        fields = {
            "name": invented_name(chance),
            "documentNumber": identity_number(chance), "unit": unit,
        }
        yield "POST", "/people", urllib.parse.urlencode(fields)


def identity_number(chance):
    """Valid by GB 11643, of any area: no two runs shall meet."""
    body = (
        f"{chance.randint(110000, 659999)}{chance.randint(1960, 2003)}{chance.randint(1, 12):02}"
        f"{chance.randint(1, 28):02}{chance.randint(900, 999)}"
    )
    total = sum(int(digit) * weight for digit, weight in zip(body, rosters.WEIGHTS))
    return body + "10X98765432"[total % 11]


class Report:
    def __init__(self):
        self.lines = []
        self.is_over = False

    def tell(self, name, who, budget, **figures):
        over = [
            key for key, most in budget.items()
            if key in figures and (figures[key] < most if key.startswith("perSecond") else figures[key] > most)
        ]
        if figures.get("errors"):
            over.append("errors")
        self.is_over |= bool(over)
        self.lines.append({"name": name, "as": who, **figures, "budget": budget, "over": over})
        told = "  ".join(f"{key} {value:g}" for key, value in figures.items())
        print(f"{name:22} {who:10} {told}   {'OVER ' + ','.join(over) if over else 'ok'}", flush=True)


def pages(server, report, only, seconds):
    for who in ["worker", "caohejing", "city"]:
        client = Client(server, who)
        paths = Paths(client, random.Random(7))
        for name, budget in BUDGETS["pages"].items():
            if (only and only not in name) or who not in budget.get("as", [who]):
                continue
            requests = [("GET", path, "") for path in asked(name, budget, paths)]
            load(server, client, requests, 1)
            measured = load(server, client, requests, seconds)
            measured.pop("seconds")
            report.tell(name, who, {"p95": budget["p95"]}, **measured)


def commands(server, report, seconds):
    client = Client(server, "caohejing")
    bodies = list(registrations(client, random.Random(time.time_ns()), 40_000))
    measured = load(server, client, bodies, seconds)
    report.tell(
        "durable commands", "caohejing", BUDGETS["commands"],
        perSecond=measured["requests"] / measured["seconds"], p95=measured["p95"], errors=measured["errors"])


def roster(server, data, arguments, report, seconds):
    chance = random.Random(time.time_ns())
    file = Path(data).parent / "benchmark-roster.csv"
    names = [invented_name(chance) for _ in range(5_000)]
    # As a city's roster is: no street gets all of them.
    places = [
        (street["name"].removesuffix("总工会"), street["parentName"].removesuffix("总工会"))
        for street in Client(server, "city").json("/units.json?kind=street")["units"]
    ]
    rosters.write_csv(file, chance, 10_000, names, places)
    client = Client(server, "caohejing")
    begun = time.monotonic()
    importing = subprocess.Popen(
        [str(PROGRAM), "import", "roster", str(file), *arguments, "--json"], stdout=subprocess.DEVNULL)
    meanwhile = []
    most = 0.0
    while importing.poll() is None:
        measured = load(server, client, [("GET", "/people", ""), ("GET", "/", "")], 1)
        meanwhile.append(measured["p95"])
        try:
            most = max(most, memory(importing.pid, "VmHWM"))
        except (FileNotFoundError, ProcessLookupError, AttributeError):
            break
    importing.wait()
    loaded = time.monotonic() - begun
    rosters.write_csv(file, chance, 10_000, names, places)
    begun = time.monotonic()
    subprocess.run(
        [str(PROGRAM), "import", "roster", str(file), *arguments, "--json"], stdout=subprocess.DEVNULL, check=True)
    report.tell(
        "10,000 roster rows", "operator", BUDGETS["roster"], seconds=round(time.monotonic() - begun, 2),
        secondsUnderLoad=round(loaded, 2), megabytes=round(most), pagesP95=max(meanwhile))
    file.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--database")
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--only", help="pages whose name has this")
    parser.add_argument("--json", help="keep the figures in this file")
    options = parser.parse_args()
    arguments = ["--data", options.data] + (["--database", options.database] if options.database else [])
    if not (Path(options.data) / "keys.json").exists():
        begun = time.monotonic()
        qiao("demo", *arguments)
        print(f"founded in {time.monotonic() - begun:.1f} s", flush=True)
        begun = time.monotonic()
        subprocess.run([str(PROGRAM), "generate", *arguments, "--people", str(options.people)], check=True)
        print(f"{options.people} people in {time.monotonic() - begun:.0f} s", flush=True)
    report = Report()
    server = Server(options.data, *arguments[2:])
    try:
        time.sleep(3)
        report.tell("idle server", "-", BUDGETS["idle"], megabytes=round(memory(server.process.pid)))
        pages(server, report, options.only, options.seconds)
        if not options.only:
            commands(server, report, options.seconds)
            roster(server, options.data, arguments, report, options.seconds)
            report.tell("after the load", "-", {}, megabytes=round(memory(server.process.pid)))
    finally:
        server.stop()
    if options.json:
        Path(options.json).write_text(json.dumps(report.lines, indent=1), encoding="utf-8")
    return 1 if report.is_over else 0


if __name__ == "__main__":
    sys.exit(main())
