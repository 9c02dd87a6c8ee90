#!/usr/bin/env python3
"""Measures `qiao law compute` on ten thousand questions, and says whether it is over its budget.

    Benchmarks/law.py [--count N]

The questions are the worked examples of Tests/Fixtures, over and over. Needs the built program (./qiao build) and no
data. Prints the seconds from start to end, and of the processor. Exits 1 when the processor took more than the budget.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests"))

from house import PROGRAM  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    count = parser.parse_args().count
    budget = json.loads((HERE / "budgets.json").read_text(encoding="utf-8"))["law"]["seconds"]
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
    return 0 if len(answers) == count and failed == 0 and used <= budget else 1


if __name__ == "__main__":
    sys.exit(main())
