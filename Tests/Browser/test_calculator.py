"""A worker with a phone finds out what she is owed: without an account, without a script, in two languages, on paper."""

from datetime import date, timedelta

import pytest

def answer(visitor, *labels, **texts):
    """Ticks and fills in what stands on this page, then goes on."""
    for label in labels:
        visitor.page.get_by_label(label, exact=True).check()
    for text in texts.values():
        visitor.page.locator("main input[type=text], main input[type=date]").first.fill(text)
    visitor.page.locator("main button.primary").click()


def heading(visitor):
    return visitor.page.locator("h1").inner_text()


def dismissed(visitor, look=lambda: None):
    """Told not to come any more after two years and a bit; the last day was a month ago."""
    last = date.today() - timedelta(days=30)
    visitor.open("/sign-in")
    visitor.page.get_by_role("link", name="不用登录：算一算劳动权益").click()
    for labels, texts in [
        (["离开了单位，或者单位不要我了", "拖欠工资"], {}), (["上海市"], {}), (["全日制"], {}), ([], {"day": "2023-03-15"}),
        (["单位不要我了"], {}), (["没有说理由，或者理由不像话"], {}), ([], {"day": last.isoformat()}), ([], {"wage": "8000"}),
        ([], {"sum": "15000"}), ([], {}), ([], {}),
    ]:
        look()
        answer(visitor, *labels, **texts)
    assert heading(visitor) == "算出来的结果"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_worker_with_a_phone(visit, scheme):
    worker = visit(size="phone", scheme=scheme)
    dismissed(worker, worker.assert_accessible)
    worker.assert_accessible()
    page = worker.page
    text = page.locator("main").inner_text()
    for said in ["违法解除或者终止的赔偿金（2N）", "只能要一样", "15,000.00 元", "人民币", "最好在", "把这张单子带到工会", "上海市总工会", "身份证"]:
        assert said in text, said
    assert page.url.endswith("/calculator"), "nothing personal stands in the address"
    page.get_by_text("怎么算的").first.click()
    assert page.get_by_text("经济补偿标准的二倍").first.is_visible()

    # The browser's way back leads to the question before, and forward again to the sheet.
    page.go_back()
    assert "最近一次是哪一天" in heading(worker)
    page.go_forward()
    assert heading(worker) == "算出来的结果"

    # One answer corrected, and straight back to the sheet.
    page.get_by_role("button", name="一共欠了多少工资？").click()
    assert page.locator("#field-unpaid-wages").input_value() == "15000"
    answer(worker, sum="一万五")
    worker.assert_accessible()
    assert "应当是金额" in page.locator(".error-summary").inner_text()
    answer(worker, sum="16,000元")
    assert "16,000.00 元" in page.locator("main").inner_text()

    # The other language, with everything that was answered.
    page.get_by_role("button", name="English").click()
    assert heading(worker) == "Your result"
    text = page.locator("main").inner_text()
    for said in ["16,000.00 yuan", "Damages for unlawful termination (2N)", "Labour Contract Law", "Take this sheet to your union"]:
        assert said in text, said
    worker.assert_accessible()


def test_an_old_phone_without_a_script(visit):
    worker = visit(size="phone", javascript=False)
    dismissed(worker)
    worker.page.locator("summary").first.click()
    assert worker.page.locator(".reckoning").first.is_visible()


def test_the_sheet_on_paper(visit):
    worker = visit()
    dismissed(worker)
    worker.page.emulate_media(media="print")
    assert not worker.page.locator(".head").is_visible()
    assert not worker.page.get_by_role("button", name="改一改").first.is_visible()
    assert worker.page.locator(".capitals").first.is_visible()
    assert worker.page.locator(".reckoning").first.is_visible(), "how it was counted goes to the union, too"
    paper = worker.page.pdf(format="A4")
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") <= 2, "one sheet, both sides"
