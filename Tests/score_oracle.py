"""The whole rule language once more, in Python: docs/verify-score.py with chains for ties and places by quota.

Written from docs/assessment.md, so that the program has somebody to disagree with. `contest(chance)` invents a document.
"""

import hashlib
import hmac
import importlib.util
from fractions import Fraction
from statistics import median

from house import ROOT

_spec = importlib.util.spec_from_file_location("verify_score", ROOT / "docs" / "verify-score.py")
verify = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(verify)
number = verify.number


def drawn(entries, seed):
    """Fisher–Yates by HMAC-SHA256 over a counter."""
    order, counter = list(entries), 0
    for last in range(len(order) - 1, 0, -1):
        while True:
            code = hmac.new(seed, counter.to_bytes(8, "big"), hashlib.sha256).digest()
            value, counter = int.from_bytes(code[:8], "big"), counter + 1
            if value < 2**64 // (last + 1) * (last + 1):
                break
        other = value % (last + 1)
        order[last], order[other] = order[other], order[last]
    return order


class Stage(verify.Stage):
    def value(self, step, entry, rivals):
        by, name, totals, score = step["by"], step.get("name"), self.totals(entry), self.scores[entry]
        if by == "item":
            return next((item["points"] for item in score["items"] if item["item"] == name), None)
        if by == "stage":
            return self.earlier[name][entry]["total"] if entry in self.earlier[name] else None
        if by == "value":
            return None if self.entries[entry].get(name) is None else number(self.entries[entry][name])
        if by in ("median", "spread") and not totals:
            return None
        if by == "firstPlaces":
            every = [self.totals(rival) for rival in rivals]
            return sum(all(total >= one.get(judge, total) for one in every) for judge, total in totals.items())
        if by == "everySheet":
            return sum((self.points(s) * s[0][3] for s in self.sheets.get(entry, {}).values()), Fraction(0))
        if by == "draw":
            return drawn(sorted(self.entries), bytes.fromhex(self.document["seed"])).index(entry)
        if by == "exact":
            return score["exact"] + score["carried"]
        return median(totals.values()) if by == "median" else max(totals.values()) - min(totals.values())

    def parted(self, level, rivals, chain=None):
        chain = self.rule.get("ties") or [] if chain is None else chain
        if len(level) < 2 or not chain:
            return [level]
        step = chain[0] if isinstance(chain[0], dict) else {"by": chain[0]}
        if step["by"] == "draw" and not self.document.get("seed"):
            return [level]
        lower = step["by"] == "draw" or (step.get("prefer") or ("lower" if step["by"] == "spread" else "higher")) == "lower"
        values = {entry: self.value(step, entry, rivals) for entry in level}
        order = sorted({value for value in values.values() if value is not None}, reverse=not lower)
        classes = [[e for e in level if values[e] == value] for value in order] + [[e for e in level if values[e] is None]]
        return [deep for one in classes if one for deep in self.parted(one, rivals, chain[1:])]

    def take(self, places, levels, rivals):
        """The best so many; those level at the cut as the rule says."""
        taken, ties = set(), self.cut.get("ties") or "include"
        for level in levels:
            left = places - len(taken)
            if left <= 0:
                break
            if len(level) <= left or ties == "include":
                taken |= set(level)
            elif ties == "chain":
                for one in self.parted(level, rivals, self.cut.get("chain") or self.rule.get("ties")):
                    if len(one) <= left or (left > 0 and self.cut.get("unresolved") != "exclude"):
                        taken |= set(one)
                    left = max(0, left - len(one))
                break
            else:
                break
        return taken

    def going(self, levels, group, members):
        quota, places = self.cut.get("quota"), self.cut.get("places")
        places = 10**9 if places is None else int(places)
        if not quota:
            return self.take(places, levels, members)
        labels = {entry: str(self.entries[entry][quota["by"]]) for level in levels for entry in level}
        taken = set()
        for label in set(labels.values()):
            count = sum(one == label for one in labels.values())
            posts, times = int((quota.get("places") or {}).get(label, quota.get("others") or 0)), int(quota.get("times") or 1)
            if quota.get("opening") and count < posts * number(quota["opening"]["times"]):
                ratio, reduce = number(quota["opening"]["times"]), quota["opening"].get("otherwise") == "reduce"
                posts = int(count / ratio) if reduce else 0
            own = [[e for e in level if labels[e] == label] for level in levels]
            taken |= self.take(posts * times, [level for level in own if level], members)
        kind = quota.get("kind") or "each"
        if kind == "each":
            return taken
        rest = [[e for e in level if (e in taken) == (kind == "atMost")] for level in levels]
        rest = [level for level in rest if level]
        if kind == "atMost":
            return self.take(places, rest, members)
        return taken | self.take(max(0, places - len(taken)), rest, members)


def disagreements(document, result):
    """What the program says otherwise than this oracle."""
    return verify.compare(document, result.get("stages") or [result], Stage, as_it_stands=False)[0]


# Inventing documents


def chain(chance, earlier, items):
    steps = ["exact", "median", "firstPlaces", "spread", "everySheet", {"by": "value", "name": "test"},
             {"by": "value", "name": "time", "prefer": "lower"}]
    steps += [{"by": "item", "name": item} for item in items] + [{"by": "stage", "name": one} for one in earlier]
    chosen = chance.sample(steps, chance.randint(0, 3))
    return chosen + (["draw"] if chance.random() < 0.5 else [])


def cut(chance, within):
    found = {"ties": chance.choice(["include", "exclude"])}
    kind = chance.random()
    if kind < 0.5:
        found["places"] = chance.randint(0, 6)
    else:
        quota = {"by": within or "district", "others": chance.randint(0, 2), "times": chance.randint(1, 2),
                 "kind": chance.choice(["each", "atMost", "atLeast"]), "places": {"A": chance.randint(0, 3)}}
        if quota["kind"] != "each":
            found["places"] = chance.randint(0, 6)
        if chance.random() < 0.4:
            quota["opening"] = {"times": chance.choice([1, "1.5", 3]), "otherwise": chance.choice(["cancel", "reduce"])}
        found["quota"] = quota
    if chance.random() < 0.3:
        found["line"] = chance.choice([5, "7.5"])
    if chance.random() < 0.4:
        found["ties"], found["chain"] = "chain", chain(chance, [], []) or ["median"]
        found["unresolved"] = chance.choice(["include", "exclude"])
    return found


def rule(chance, earlier, items):
    found = {"dropHighest": chance.randint(0, 2), "dropLowest": chance.randint(0, 2),
             "aggregate": chance.choice(["sum", "mean"]), "factor": chance.choice([1, "0.6", "2"]),
             "decimals": chance.randint(0, 3), "roundAt": chance.choice(["items", "total"]),
             "rounding": chance.choice(["halfUp", "halfEven", "halfDown", "up", "down"]),
             "dropPer": chance.choice(["item", "item", "total"]), "ties": chain(chance, earlier, items),
             "deductions": [{"kind": "over", "steps": [{"upTo": 10, "points": "0.02"}, {"points": "0.2"}]}, {"kind": "late",
                                                                                                    "points": 1}],
             "bonuses": [{"kind": "licence", "points": "0.5"}, {"kind": "money"}], "bonusesAdd": chance.random() < 0.5}
    if chance.random() < 0.3:
        found["within"] = "district"
    if chance.random() < 0.3:
        found["panels"] = {"by": "panel", "mean": chance.choice(["panels", "entries"])}
        if chance.random() < 0.5:
            found["panels"]["coefficientDecimals"] = 4
    if chance.random() < 0.3:
        found["mostDeducted"], found["mostBonus"] = "0.5", "0.75"
    if chance.random() < 0.2:
        found["recusal"] = "commonJudges"
    return found


def stage(chance, name, entries, earlier):
    items = [f"i{number}" for number in range(chance.randint(1, 3))]
    weights = {item: chance.choice([1, "0.5", "3.2"]) for item in items}
    found = {"id": name, "rule": rule(chance, earlier, items), "sheets": []}
    judges = chance.randint(1, 6)
    for entry in entries:
        if chance.random() < 0.05:
            continue
        missing = judges if found["rule"]["dropPer"] == "total" or chance.random() < 0.7 else chance.randint(1, judges)
        for item in items:
            for judge in range(missing):
                found["sheets"].append({"entry": entry, "judge": f"j{judge}", "item": item, "weight": weights[item],
                                        "score": chance.choice([chance.randint(5, 9), f"{chance.randint(50, 99) / 10}"])})
    found["deductions"] = [{"entry": e, "kind": "over", "amount": chance.choice([0, 10, 11])} for e in entries
                           if chance.random() < 0.2]
    found["bonuses"] = [{"entry": e, "kind": kind, **({"points": "0.25"} if kind == "money" else {})}
                        for e in entries for kind in ("licence", "money") if chance.random() < 0.15]
    found["withdrawn"] = [{"entry": e} for e in entries if chance.random() < 0.05]
    if chance.random() < 0.8:
        found["cut"] = cut(chance, found["rule"].get("within"))
    return found


def contest(chance):
    """One stage, or two; whoever does not reach the second has no sheets in it, which the program decides."""
    ids = [f"e{number}" for number in range(chance.randint(1, 12))]
    entries = [{"id": one, "carry": chance.choice([0, 0, "1.5"]), "district": chance.choice("ABC"), "panel": chance.choice("PQ"),
                **({"test": chance.randint(1, 3)} if chance.random() < 0.7 else {}), "time": chance.randint(1, 3)}
               for one in ids]
    first = stage(chance, "first", ids, [])
    document = {"entries": entries, "stages": [first]}
    if chance.random() < 0.7:
        document["seed"] = "0badc0de"
    if chance.random() < 0.3:
        single = {**first, "entries": entries, **({"seed": document["seed"]} if "seed" in document else {})}
        del single["id"]
        return single
    if chance.random() < 0.5:
        document["stages"].append({"id": "second", "rule": {"ties": [{"by": "stage", "name": "first"}], "decimals": 3},
                                   "parts": [{"stage": "first", "weight": 100}], "carry": [{"stage": "first"}],
                                   "cut": {"places": 2}})
    return document
