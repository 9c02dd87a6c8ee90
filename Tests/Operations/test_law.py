"""The law at the terminal: what other programs send, and what they may rely on."""

import json
import urllib.error
import urllib.parse
import urllib.request

from house import ROOT, Server, qiao

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


def test_nothing_that_a_worker_types_into_the_calculator_stays(data):
    """Neither in the database nor in the log, also not when it is refused; the page that was asked for may be logged."""
    typed = {
        "topics": "left", "place": "310000", "employment": "full_time", "hire_date": "1951-02-03", "leaving": "employer",
        "ending": "dismissed_without_ground", "end_date": "2026-04-05", "avg_monthly_wage": "87654.31", "demanded": "",
        "seen": "topics,place,employment,hire_date,leaving,ending,end_date,avg_monthly_wage,demanded",
    }
    running = Server(data, "--log-requests")
    try:
        for fields in [typed, typed | {"at": "avg_monthly_wage", "avg_monthly_wage": "不告诉你"}, typed | {"at": "place"}]:
            body = urllib.parse.urlencode(fields).encode()
            request = urllib.request.Request(running.address + "/calculator", body, {"Sec-Fetch-Site": "same-origin"})
            try:
                answer = urllib.request.urlopen(request, timeout=60).read().decode()
                assert "1951年2月3日" in answer and "87,654.31" in answer
            except urllib.error.HTTPError as refused:
                assert refused.code == 422 and "不告诉你" in refused.read().decode()
    finally:
        running.stop()
    files = [file for file in data.parent.rglob("*") if file.is_file()]
    kept = {file.relative_to(data.parent): file.read_bytes() for file in files}
    assert any(b"calculator.answer" in content for content in kept.values()), "the log tells that somebody was there"
    for said in ["1951-02-03", "1951年2月3日", "87654.31", "87,654.31", "8765431", "不告诉你", "dismissed_without_ground"]:
        for name, content in kept.items():
            assert said.encode() not in content, f"{said} stands in {name}"
