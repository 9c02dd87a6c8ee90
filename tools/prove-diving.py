#!/usr/bin/env python3
"""Compares Qiao's scores with an Olympic contest's official ones: every total, rank and cut.

    tools/prove-diving.py SCORES.csv RANKS.csv

The men's diving of Sydney 2000 was published sheet by sheet (Emerson, Seltzer & Lin, The American Statistician 63, 2009, 124).
The files are not part of the project: name the place where they are. Each event is asked as one document with three stages,
and stage by stage with what each diver carries along. Needs the built program.
"""

import csv
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Tests"))

from house import qiao  # noqa: E402

# Seven judges; the highest and the lowest are left out; sum × difficulty × 0.6. Eighteen reach the semifinal, twelve the final,
# each with those who are level. The semifinal carries the preliminary, the final the semifinal alone.
RULE = {"dropHighest": 1, "dropLowest": 1, "aggregate": "sum", "factor": "0.6", "decimals": 2, "rounding": "halfUp"}
STAGES = [("Prelim", {"places": 18, "ties": "include"}), ("Semi", {"places": 12, "ties": "include"}), ("Final", None)]
OFFICIAL = [("prelim", "prelim", "rank_prelim"), ("semi", "prelim_plus_semi", "rank_semi"),
            ("final", "semi_plus_final", "rank_final")]


def ranking(document):
    answer = json.loads(qiao("score", "--brief", input=json.dumps(document)).stdout)
    return answer.get("stages") or answer["ranking"]


def standing(place):
    return place["entry"], place["total"], place["withCarry"], place["rank"], place.get("advances")


def main(scores, ranks):
    rows = list(csv.DictReader(open(scores, encoding="utf-8")))
    official, compared = list(csv.DictReader(open(ranks, encoding="utf-8"))), 0

    def sheets(event, name):
        return [{"entry": row["Diver"], "judge": row["Judge"], "item": row["DiveNo"], "score": row["JScore"],
                 "weight": row["Difficulty"]} for row in rows if row["Event"] == event and row["Round"] == name]

    for event in sorted({row["event"] for row in official}):
        known = {row["diver"]: row for row in official if row["event"] == event}
        stages = ranking({
            "entries": [{"id": diver} for diver in known],
            "stages": [{"id": name, "rule": RULE, "sheets": sheets(event, name), "cut": cut,
                        "carry": [{"stage": STAGES[number - 1][0]}] if number else None}
                       for number, (name, cut) in enumerate(STAGES)]})
        going, carried = list(known), {}
        for number, (name, cut) in enumerate(STAGES):
            total, together, rank = OFFICIAL[number]
            alone = ranking({"rule": RULE, "entries": [{"id": one, "carry": carried.get(one, "0")} for one in going],
                             "sheets": sheets(event, name), "cut": cut})
            assert [standing(place) for place in alone] == [standing(place) for place in stages[number]["ranking"]]
            assert {place["entry"] for place in alone} == {one for one, row in known.items() if row[total]}, name
            for place in alone:
                row = known[place["entry"]]
                expected = f"{float(row[total]):.2f}", f"{float(row[together]):.2f}", int(row[rank])
                assert (place["total"], place["withCarry"], place["rank"]) == expected, (place, row)
                compared += 3
            going = [place["entry"] for place in alone if place.get("advances")]
            carried = {place["entry"]: place["total"] for place in alone}
    print(f"exact: {compared} totals, sums and ranks, and who went on")


if __name__ == "__main__":
    main(*sys.argv[1:])
