"""The law at the terminal: what other programs send, and what they may rely on."""

import json

from house import ROOT, qiao

CASES = json.loads((ROOT / "Tests/Fixtures/labour-law-cases.json").read_text(encoding="utf-8"))


def test_worked_examples_come_out_exactly():
    done = qiao("law", "compute", input=json.dumps(CASES))
    answers = json.loads(done.stdout)
    assert [answer["id"] for answer in answers] == [case["id"] for case in CASES]
    for case, answer in zip(CASES, answers):
        for key, value in case["expected"].items():
            assert answer["result"].get(key) == value, (case["id"], key)
        assert answer["steps"]


def test_a_file_a_refused_case_and_numbers_that_keep_their_digits(tmp_path):
    file = tmp_path / "questions.json"
    file.write_text(
        """[{"id":"甲","category":"severance","inputs":{"service_years":1,"avg_monthly_wage":8000.10}},
            {"id":"乙","category":"severance","inputs":{"service_years":1,"avg_monthly_wage":"八千"}}]""",
        encoding="utf-8")
    one, other = json.loads(qiao("law", "compute", "questions.json", cwd=tmp_path).stdout)
    assert one["result"]["total"] == "8000.10"
    assert other["id"] == "乙" and other["error"]["field"] == "avg_monthly_wage"


def test_what_cannot_be_used_as_a_whole():
    for sent in ["", "{}", "[1,"]:
        done = qiao("law", "compute", input=sent, check=False)
        assert done.returncode == 2
        assert json.loads(done.stdout)["error"]["field"] == "input"
    missing = qiao("law", "compute", "nowhere.json", check=False)
    assert missing.returncode == 2 and json.loads(missing.stdout)["error"]["field"] == "file"


def test_a_house_that_is_not_there_is_no_reason_to_go_by_the_built_in_settings(tmp_path):
    done = qiao("law", "compute", "--data", str(tmp_path / "nowhere"), input="[]", check=False)
    assert done.returncode == 1 and done.stdout == ""


def test_what_can_be_asked():
    kinds = {kind["category"]: kind for kind in json.loads(qiao("law", "kinds").stdout)}
    assert {case["category"] for case in CASES} <= set(kinds)
    assert any(field["key"] == "hire_date" and field["required"] for field in kinds["claims"]["inputs"])
