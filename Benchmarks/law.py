#!/usr/bin/env python3
"""Measures `qiao law compute` on ten thousand questions and the pages of the calculator, and says what is over its budget.

    Benchmarks/law.py [--count N] [--pages N]

The questions are the worked examples of Tests/Fixtures, over and over. Needs the built program (./qiao build) and no
data. Prints the seconds from start to end, and of the processor; then how long the calculator's first page, a question
and the sheet take in an empty house, one after another, each from an address of its own. Exits 1 when the processor took
more than the budget, or a page at the 95th percentile.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests"))

from house import PROGRAM, Server  # noqa: E402

WORKER = {
    "topics": "left", "place": "310000", "employment": "full_time", "hire_date": "2019-03-15", "leaving": "employer",
    "ending": "dismissed_without_ground", "end_date": "2026-06-30", "avg_monthly_wage": "8000", "demanded": "",
    "seen": "topics,place,employment,hire_date,leaving,ending,end_date,avg_monthly_wage,demanded",
}


def pages(count, budget):
    """Whether each of the calculator's pages comes within so many milliseconds."""
    question = urllib.parse.urlencode(WORKER | {"show": "end_date"})
    asked = {
        "first page": ("GET", None), "question": ("POST", question), "sheet": ("POST", urllib.parse.urlencode(WORKER))}
    within = True
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data", "--empty", "--trust-forwarded")
        try:
            line = http.client.HTTPConnection("127.0.0.1", server.port)
            for name, (method, body) in asked.items():
                took = []
                for visitor in range(count):
                    # Behind the first hundred pages from one address everybody has to wait.
                    headers = {
                        "X-Forwarded-For": f"10.1.{visitor >> 8 & 255}.{visitor & 255}", "Sec-Fetch-Site": "same-origin",
                        "Content-Type": "application/x-www-form-urlencoded"}
                    begun = time.perf_counter()
                    line.request(method, "/calculator", body, headers)
                    answer = line.getresponse()
                    text = answer.read().decode()
                    took.append((time.perf_counter() - begun) * 1000)
                    assert answer.status == 200, (name, answer.status)
                assert ("120,000.00" in text) == (name == "sheet"), name
                took.sort()
                p50, p95 = took[len(took) // 2], took[len(took) * 95 // 100]
                within &= p95 <= budget
                print(f"calculator, {name}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, budget {budget} ms")
        finally:
            server.stop()
    return within


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--pages", type=int, default=500)
    options = parser.parse_args()
    count = options.count
    budgets = json.loads((HERE / "budgets.json").read_text(encoding="utf-8"))["law"]
    budget = budgets["seconds"]
    cases = json.loads((HERE.parent / "Tests/Fixtures/labour-law-cases.json").read_text(encoding="utf-8"))
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as questions:
        json.dump([{**cases[i % len(cases)], "id": str(i)} for i in range(count)], questions)
        questions.flush()
        begun, before = time.monotonic(), os.times()
        done = subprocess.run(
            [str(PROGRAM), "law", "compute", questions.name], stdout=subprocess.PIPE, check=True)
        whole, after = time.monotonic() - begun, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    answers = json.loads(done.stdout)
    failed = sum("error" in answer for answer in answers)
    print(f"{len(answers)} answers, {failed} refused: {whole:.2f} s, processor {used:.2f} s, budget {budget} s")
    within = pages(options.pages, budgets["pageP95"])
    return 0 if len(answers) == count and failed == 0 and used <= budget and within else 1


if __name__ == "__main__":
    sys.exit(main())
