#!/usr/bin/env python3
"""Computes a published result of Qiao again from nothing but its file, without Qiao: Python's standard library only.

    docs/verify-score.py FILE

Confirms the checksum, that the file is written byte for byte as it must be, every item's scores and points, every total
and rank, and who goes on by places, score line and ties included or excluded. Ties parted by a chain and places by quota
are taken as they stand, and said so. Exits 1 when something differs. docs/assessment.md describes the rules.
"""

import hashlib
import json
import sys
from fractions import Fraction


def number(value, default=0):
    return Fraction(default) if value is None else Fraction(str(value))


def rounded(x, places, how):
    whole, rest = divmod(abs(x) * 10**places, 1)
    half = rest - Fraction(1, 2)
    up = {"up": rest > 0, "down": False, "halfUp": half >= 0, "halfDown": half > 0,
          "halfEven": half > 0 or (half == 0 and whole % 2 == 1)}[how]
    return (1 if x >= 0 else -1) * Fraction(whole + up, 10**places)


def text(x, places):
    """With so many decimals, or more where it has them."""
    while places < 12 and (x * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(x * 10**places))).rjust(places + 1, "0")
    return ("-" if x < 0 else "") + (digits[:-places] + "." + digits[-places:] if places else digits)


class Stage:
    def __init__(self, document, stage, entrants, earlier):
        self.stage, self.rule, self.cut = stage, stage.get("rule") or {}, stage.get("cut") or {}
        self.entries, rule = {entry["id"]: entry for entry in document["entries"]}, self.rule
        self.document, self.earlier, self.entrants = document, earlier, entrants
        self.high, self.low = int(rule.get("dropHighest") or 0), int(rule.get("dropLowest") or 0)
        self.fewest = int(rule.get("fewestToDrop") or self.high + self.low + 1)
        self.decimals = int(2 if rule.get("decimals") is None else rule["decimals"])
        self.how, self.factor = rule.get("rounding") or "halfUp", number(rule.get("factor"), 1)
        weights = {one["item"]: one.get("weight") for one in rule.get("criteria") or []}
        self.sheets = {}
        for one in stage.get("sheets") or []:
            item = str(one["item"]) if one.get("item") is not None else ""
            weight = weights.get(item) if one.get("weight") is None else one["weight"]
            self.sheets.setdefault(str(one["entry"]), {}).setdefault(item, []).append(
                (number(one["score"]), str(one["score"]), str(one["judge"]), number(weight, 1)))
        if rule.get("recusal") == "commonJudges" and self.sheets:
            common = set.intersection(*({s[2] for s in all} for items in self.sheets.values() for all in items.values()))
            for items in self.sheets.values():
                items.update({item: [s for s in sheets if s[2] in common] for item, sheets in items.items()})
        self.scores = {entry: self.combined(entry) if stage.get("parts") else self.judged(entry) for entry in entrants}
        self.adjust("deductions", "mostDeducted", False)
        self.adjust("bonuses", "mostBonus", rule.get("bonusesAdd") is False)
        self.settle()

    def points(self, sheets):
        total = sum(s[0] for s in sheets)
        return (total if self.rule.get("aggregate") == "sum" else total / max(1, len(sheets))) * self.factor

    def totals(self, entry):
        totals = {}
        for sheets in self.sheets.get(entry, {}).values():
            for score, _, judge, weight in sheets:
                totals[judge] = totals.get(judge, 0) + score * weight * self.factor
        return totals

    def judged(self, entry):
        items, exact, out, per_total = [], Fraction(0), set(), self.rule.get("dropPer") == "total"
        totals = sorted((total, judge) for judge, total in self.totals(entry).items())
        if per_total and len(totals) >= self.fewest:
            out = {judge for _, judge in totals[:self.low] + totals[len(totals) - self.high:]}
        for item, sheets in sorted(self.sheets.get(entry, {}).items()):
            sheets.sort()
            drops = len(sheets) >= self.fewest
            low, high = (self.low, len(sheets) - self.high) if drops else (0, len(sheets))
            dropped = [s for s in sheets if s[2] in out] if per_total else sheets[:low] + sheets[high:]
            kept = [s for s in sheets if s not in dropped]
            points, texts = self.points(kept) * sheets[0][3], ([s[1] for s in kept], [s[1] for s in dropped])
            exact += points
            items.append({"item": item, "points": rounded(points, self.decimals, self.how), "kept": texts[0], "dropped": texts[1]})
        judged = sum((item["points"] for item in items), Fraction(0))
        if (self.rule.get("roundAt") or ("total" if per_total else "items")) == "total":
            judged = rounded(exact, self.decimals, self.how)
        return {"items": items, "exact": exact, "judged": judged, "present": bool(items)}

    def result(self, entry, part):
        score = self.earlier[part["stage"]].get(entry)
        return score[part.get("of") or "total"] if score and score["present"] else None

    def combined(self, entry):
        parts = [(number(part.get("weight"), 1), self.result(entry, part)) for part in self.stage["parts"]]
        exact = sum(weight * (points or 0) for weight, points in parts) / sum(weight for weight, _ in parts) * self.factor
        return {"items": [], "exact": exact, "judged": rounded(exact, self.decimals, self.how),
                "present": all(points is not None for _, points in parts)}

    def adjust(self, key, most, only_greatest):
        kinds = {one["kind"]: one for one in self.rule.get(key) or []}
        found = {entry: [] for entry in self.entrants}
        for one in self.stage.get(key) or []:
            kind = kinds[one["kind"]]
            points = number(one.get("points") if kind.get("points") is None else kind["points"])
            if kind.get("steps"):
                amount = number(one["amount"])
                fits = [s for s in kind["steps"] if s.get("upTo") is None or amount <= number(s["upTo"])]
                points = number(fits[0]["points"]) if amount > 0 else Fraction(0)
            found[one["entry"]].append(points)
        for entry, all in found.items():
            points = max(all, default=Fraction(0)) if only_greatest else sum(all, Fraction(0))
            self.scores[entry][key] = min(points, number(self.rule.get(most), points))

    def settle(self):
        panels, label = {}, (self.rule.get("panels") or {}).get("by") or "panel"
        for entry, score in self.scores.items():
            if self.rule.get("panels") is not None and score["present"]:
                panels.setdefault(str(self.entries[entry][label]), []).append(score["judged"] - score["deductions"])
        means = {panel: sum(all) / len(all) for panel, all in panels.items()}
        by_entry = panels and self.rule["panels"].get("mean") == "entries"
        every = [raw for all in panels.values() for raw in all] if by_entry else list(means.values())
        for entry, score in self.scores.items():
            raw, exact, bonus = score["judged"] - score["deductions"], score["exact"] - score["deductions"], score["bonuses"]
            if panels and score["present"]:
                coefficient = sum(every) / len(every) / means[str(self.entries[entry][label])]
                if self.rule["panels"].get("coefficientDecimals") is not None:
                    coefficient = rounded(coefficient, int(self.rule["panels"]["coefficientDecimals"]), self.how)
                raw, exact = rounded(raw * coefficient, self.decimals, self.how), exact * coefficient
            carried = [] if self.stage.get("carry") or self.earlier else [number(self.entries[entry].get("carry"))]
            for part in self.stage.get("carry") or []:
                carried.append((self.result(entry, part) or 0) * number(part.get("weight"), 1))
            score["total"], score["carried"], score["exact"] = raw + bonus, sum(carried, Fraction(0)), exact + bonus
            score["withCarry"] = score["total"] + score["carried"]

    def parted(self, level, rivals):
        return [level]  # Whoever looks at chains extends this.

    def going(self, levels, group, members):
        places, taken = self.cut.get("places"), set()
        for level in levels:
            fits = places is None or len(taken) + len(level) <= int(places)
            if fits or (len(taken) < int(places) and (self.cut.get("ties") or "include") == "include"):
                taken |= set(level)
            if not fits:
                break
        return taken

    def ranking(self):
        groups, gone, found = {}, {one["entry"] for one in self.stage.get("withdrawn") or []}, []
        for entry in self.entrants:
            groups.setdefault(str(self.entries[entry][self.rule["within"]]) if self.rule.get("within") else "", []).append(entry)
        for group, members in sorted(groups.items()):
            present = [entry for entry in members if self.scores[entry]["present"]]
            levels = [one for points in sorted({self.scores[e]["withCarry"] for e in present}, reverse=True)
                      for one in self.parted([e for e in present if self.scores[e]["withCarry"] == points], members)]
            line = number(self.cut.get("line"), -10**30)
            able = [[e for e in level if e not in gone and self.scores[e]["withCarry"] >= line] for level in levels]
            going = self.going([level for level in able if level], group, members)
            going |= {one["entry"] for one in self.cut.get("wildCards") or []} & set(members)
            rank = 1
            for level in levels + [[entry for entry in members if entry not in present]]:
                for entry in sorted(level):
                    score = self.scores[entry]
                    score["goes"] = entry in going if self.stage.get("cut") is not None else entry not in gone
                    items = [{**item, "points": text(item["points"], self.decimals)} for item in score["items"]]
                    place = {"entry": entry, "rank": rank, "items": items, "total": text(score["total"], self.decimals)}
                    place["withCarry"] = text(score["withCarry"], self.decimals)
                    found.append({**place, "advances": score["goes"]} if self.stage.get("cut") is not None else place)
                rank += len(level)
        return found


def compare(document, results, kind=Stage, as_it_stands=True):
    faults, left, earlier, ids = [], set(), {}, [entry["id"] for entry in document["entries"]]
    for stage, result in zip(document.get("stages") or [document], results, strict=True):
        source = stage.get("from") or (list(earlier)[-1] if earlier else None)
        entrants = [entry for entry in ids if source is None or earlier[source].get(entry, {}).get("goes")]
        one, published = kind(document, stage, entrants, earlier), {place["entry"]: place for place in result["ranking"]}
        chain, quota = one.rule.get("ties") and as_it_stands, (one.cut.get("quota") or one.cut.get("ties") == "chain") and as_it_stands
        left |= ({"ties"} if chain else set()) | ({"cut"} if quota or (chain and one.cut) else set())
        for place in one.ranking():
            known = published.pop(place["entry"], {})
            for key, value in place.items():
                if key == "advances" and (chain or quota):
                    one.scores[place["entry"]]["goes"] = known.get(key)
                elif known.get(key) != value and not (key == "rank" and chain):
                    faults.append(f"{place['entry']}: {key} is {value}, the file says {known.get(key)}")
        faults += [f"{entry} does not belong here" for entry in published]
        earlier[stage.get("id") or ""] = one.scores
    return faults, left


def main(path):
    raw, dumped = open(path, "rb").read(), {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    document = json.loads(raw.decode("utf-8"))
    body = {key: value for key, value in document.items() if key != "checksum"}
    texts = [json.dumps(one, **dumped).encode() for one in (document, body)]
    faults = [] if raw == texts[0] + b"\n" else ["the file is not written as it must be"]
    if document.get("checksum") != "sha256:" + hashlib.sha256(texts[1]).hexdigest():
        faults.append("the checksum does not match")
    more, left = compare(document["input"], document["result"].get("stages") or [document["result"]])
    print("\n".join(faults + more) or "confirmed" + (", but for: " + ", ".join(sorted(left)) if left else ""))
    return 1 if faults + more else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
