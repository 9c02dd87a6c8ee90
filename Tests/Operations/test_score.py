"""Scores at the terminal: the shapes that other programs rely on, and another program that computes them again."""

import hashlib
import json
import random
import subprocess
import sys

from house import PROGRAM, ROOT, qiao
from score_oracle import contest, disagreements, drawn

DOCUMENT = {
    "rule": {"dropHighest": 1, "dropLowest": 1, "aggregate": "sum", "factor": "0.6"},
    "entries": [{"id": "张三", "carry": "10"}, {"id": "李四"}, {"id": "王五"}],
    "sheets": [{"entry": entry, "judge": f"j{judge}", "item": "1", "score": score, "weight": "3.1"}
               for entry, scores in (("张三", [8, "8.5", "8.50", 9, 10]), ("李四", [9, 9, 9, 9, 9.5]))
               for judge, score in enumerate(scores)],
    "cut": {"places": 1, "ties": "include"},
}


def score(document, *arguments, **options):
    return qiao("score", *arguments, input=json.dumps(document), **options)


def test_the_shape_of_a_result():
    ranking = json.loads(score(DOCUMENT).stdout)["ranking"]
    assert [(one["entry"], one["total"], one["withCarry"], one["rank"], one["advances"]) for one in ranking] == [
        ("张三", "48.36", "58.36", 1, True), ("李四", "50.22", "50.22", 2, False), ("王五", "0.00", "0.00", 3, False)]
    assert ranking[0]["items"] == [
        {"item": "1", "kept": ["8.5", "8.50", "9"], "dropped": ["8", "10"], "points": "48.36"}]
    assert ranking[2]["noSheets"] is True
    assert "去掉最高 10 (j4)" in ranking[0]["explanation"][0]
    assert "highest dropped 10 (j4)" in ranking[0]["explanationEnglish"][0]
    assert "explanation" not in json.loads(score(DOCUMENT, "--brief").stdout)["ranking"][0]


def test_what_cannot_be_used_is_named():
    broken = json.loads(json.dumps(DOCUMENT))
    broken["sheets"][3]["judge"] = "j0"
    done = score(broken, check=False)
    assert done.returncode == 2 and json.loads(done.stdout)["error"]["field"] == "sheets[3].judge"
    for sent in ["", "[]", "{", "\ufeff"]:
        done = qiao("score", input=sent, check=False)
        assert done.returncode == 2 and json.loads(done.stdout)["error"]["field"] == "input"
    done = qiao("score", "nowhere.json", check=False)
    assert done.returncode == 2 and json.loads(done.stdout)["error"]["field"] == "file"


def test_a_published_result_is_confirmed_by_both(tmp_path):
    file = tmp_path / "result.json"
    file.write_text(score(DOCUMENT, "--publish").stdout, encoding="utf-8")
    assert json.loads(qiao("score", "--verify", file).stdout) == {"verified": True, "problems": []}
    script = [sys.executable, str(ROOT / "docs" / "verify-score.py"), str(file)]
    assert subprocess.run(script, capture_output=True, text=True).stdout == "confirmed\n"
    file.write_text(file.read_text(encoding="utf-8").replace('"9.5"', '"9.6"'), encoding="utf-8")
    done = qiao("score", "--verify", file, check=False)
    assert done.returncode == 1 and json.loads(done.stdout)["verified"] is False
    assert subprocess.run(script, capture_output=True, text=True).returncode == 1


def test_another_program_computes_the_same():
    chance = random.Random(20261123)
    refused = 0
    for _ in range(120):
        document = contest(chance)
        done = score(document, "--brief", check=False)
        if done.returncode == 2:
            refused += 1
            continue
        assert disagreements(document, json.loads(done.stdout)) == [], json.dumps(document)
    assert refused < 60


def test_what_a_correction_changes(tmp_path):
    before = tmp_path / "before.json"
    before.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    after = json.loads(json.dumps(DOCUMENT))
    after["entries"][0]["carry"] = "0"
    told = json.loads(score(after, "--against", before).stdout)
    assert [one["entry"] for one in told["changes"]] == ["李四", "张三"]
    assert told["rules"][0]["path"] == "entries[0].carry"
    assert any("现在不入围" in one for one in told["explanation"])
    without = json.loads(score(DOCUMENT, "--sensitivity").stdout)["withoutJudge"]
    assert [one["judge"] for one in without] == ["j0", "j1", "j2", "j3", "j4"]


def test_severity_and_agreement_have_their_shapes():
    ratings = [{"entry": f"e{e}", "judge": f"j{j}", "item": f"i{i}", "score": (e * 5 + j * 3 + i * 2 + e * j) % 5 + 1}
               for e in range(10) for j in range(4) for i in range(2)]
    found = json.loads(qiao("severity", input=json.dumps({"ratings": ratings, "minimum": 1, "maximum": 5})).stdout)
    assert found["converged"] is True and found["connected"] is True
    assert abs(sum(one["measure"] for one in found["judges"])) < 1e-9
    assert {"id", "measure", "se", "infit", "outfit", "fairAverage"} <= set(found["entries"][0])
    assert [one["category"] for one in found["thresholds"]] == [2, 3, 4, 5]
    assert {"judge", "entry", "measure", "se", "t"} == set(found["bias"][0])
    single = [{"entry": one["entry"], "judge": one["judge"], "score": one["score"]} for one in ratings if one["item"] == "i0"]
    found = json.loads(qiao("agreement", input=json.dumps({
        "ratings": single, "judgeGroup": {"j0": "A"}, "entryGroup": {"e0": "A", "e1": "A"}})).stdout)
    assert set(found["icc"]) == {"icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k"}
    assert set(found["alpha"]) == {"nominal", "ordinal", "interval", "ratio"}
    assert set(found["homeBias"][0]) == {"judge", "difference", "t", "df", "pOneSided", "ci99"}


def test_a_draw_that_anybody_can_repeat(tmp_path):
    names = tmp_path / "names.txt"
    names.write_bytes("\ufeff张三\r\n李四\r\n\r\n王五\r\n赵六\n孙七".encode())
    cleaned = ["张三", "李四", "王五", "赵六", "孙七"]
    seed = "00ff10abcd"
    done = qiao("draw", "--seed", seed, "--entries", names)
    assert done.stdout.splitlines() == drawn(cleaned, bytes.fromhex(seed))
    committed = qiao("draw", "--seed", seed, "--entries", names, "--commit").stdout.splitlines()
    assert committed == [hashlib.sha256(bytes.fromhex(seed)).hexdigest(),
                         hashlib.sha256("".join(one + "\n" for one in cleaned).encode()).hexdigest()]
    names.write_text("张三\n张三\n", encoding="utf-8")
    done = qiao("draw", "--seed", seed, "--entries", names, check=False)
    assert done.returncode == 2 and json.loads(done.stdout)["error"]["field"] == "entries[1]"
    done = qiao("draw", "--seed", "xyz", "--entries", names, check=False)
    assert done.returncode == 2 and json.loads(done.stdout)["error"]["field"] == "seed"


def test_a_text_that_is_not_utf8_is_refused(tmp_path):
    file = tmp_path / "gbk.json"
    file.write_bytes('{"entries":[{"id":"张三"}],"sheets":[]}'.encode("gbk"))
    done = subprocess.run([str(PROGRAM), "score", str(file)], capture_output=True, text=True)
    assert done.returncode == 2 and json.loads(done.stdout)["error"]["field"] == "input"
