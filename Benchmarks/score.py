#!/usr/bin/env python3
"""Measures ranking and severity by the program, and says whether they are over their budgets.

    Benchmarks/score.py

Ranks 500 entries × 7 judges × 4 criteria; estimates severity of a contest's round (38 × 7 × 4 = 1,064 ratings) and of 100,000
ratings (1,000 entries, 20 judges, 5 items) drawn from the model. Needs the built program (./qiao build) and no data. The least
of several runs counts: a shared machine adds, it never takes away. Exits 1 when something is over.
"""

import json
import math
import random
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests"))

from house import PROGRAM  # noqa: E402


def contest(entries, judges, criteria):
    chance = random.Random(1)
    items = [(f"item {number}", f"0.{number + 1}") for number in range(criteria)]
    sheets = [{"entry": f"e{e}", "judge": f"j{j}", "item": item, "score": f"{chance.randint(600, 1000) / 10}", "weight": weight}
              for e in range(entries) for j in range(judges) for item, weight in items]
    return {"rule": {"dropHighest": 1, "dropLowest": 1}, "entries": [{"id": f"e{e}"} for e in range(entries)],
            "sheets": sheets, "cut": {"places": entries // 10}}


def ratings(entries, judges, items, categories):
    chance = random.Random(2)

    def spread(count, by):
        return [chance.gauss(0, by) for _ in range(count)]

    ability, severity, hardness = spread(entries, 1), spread(judges, 0.6), spread(items, 0.4)
    steps = sorted(spread(categories - 1, 1.5))
    found = []
    for e in range(entries):
        for j in range(judges):
            for i in range(items):
                sums = [0.0]
                for step in steps:
                    sums.append(sums[-1] + ability[e] - severity[j] - hardness[i] - step)
                weights = [math.exp(one - max(sums)) for one in sums]
                score = chance.choices(range(1, categories + 1), weights)[0]
                found.append({"entry": f"e{e}", "judge": f"j{j}", "item": f"i{i}", "score": score})
    return {"ratings": found, "minimum": 1, "maximum": categories}


def milliseconds(command, document, times):
    text, least = json.dumps(document), None
    for _ in range(times):
        done = subprocess.run([str(PROGRAM), command, "--time", *(["--brief"] if command == "score" else [])], input=text,
                              capture_output=True, text=True, check=True)
        took = float(done.stderr.split()[-2])
        least = took if least is None else min(least, took)
    return least


def main():
    budgets = json.loads((HERE / "budgets.json").read_text(encoding="utf-8"))["score"]
    over = False
    for name, key, command, document, times in (
        ("ranking 500 × 7 × 4", "rankingMilliseconds", "score", contest(500, 7, 4), 9),
        ("severity of 1,064 ratings", "severityMilliseconds", "severity", ratings(38, 7, 4, 9), 9),
        ("severity of 100,000 ratings", "largeSeverityMilliseconds", "severity", ratings(1000, 20, 5, 9), 3),
    ):
        took = milliseconds(command, document, times)
        over = over or took > budgets[key]
        print(f"{name}: {took:.1f} ms, budget {budgets[key]} ms")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
