"""A list on paper: narrowed, the filter kept under a name, taken away as a file that says whose it is and that dies."""

import csv
import re
import sqlite3
import urllib.parse

import openpyxl
import pytest
from playwright.sync_api import expect

PURPOSE = "核对未建会企业"


def narrow(officer):
    page = officer.page
    officer.open("/enterprises")
    page.get_by_label("建会").select_option(label="未建会")
    # The script narrows the list as one chooses, which already counts as a navigation; the button loads the page.
    with page.expect_event("load"):
        page.get_by_role("button", name="查找").click()
    assert "union=" in page.url
    officer.assert_accessible()
    return page.url


def ask(officer, **choices):
    """The form that leads to a file."""
    page = officer.page
    page.get_by_role("link", name="导出", exact=True).click()
    page.get_by_role("heading", name=re.compile("^导出：")).wait_for()
    officer.assert_accessible()
    if choices.get("kind"):
        page.get_by_label(re.compile(choices["kind"])).check()
    page.get_by_label("用途").fill(PURPOSE)
    page.get_by_role("button", name="导出").click()
    page.wait_for_url(re.compile("/exports/[0-9a-z]+$"))


def fetch(page, path):
    with page.expect_download() as download:
        page.get_by_role("link", name="下载", exact=True).click()
    download.value.save_as(path)
    return download.value.suggested_filename


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_long_list_is_taken_away(visit, server, tmp_path, size):
    officer = visit(size=size).sign_in("city")
    page = officer.page
    narrowed = narrow(officer)

    page.get_by_role("link", name="保存这个筛选").click()
    officer.assert_accessible()
    page.get_by_role("button", name="保存", exact=True).click()
    page.locator("#error-summary").wait_for()
    officer.assert_accessible()
    page.get_by_label("名字").fill("还没有建会的")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("已保存，以后在名单上方直接打开").wait_for()
    officer.open("/enterprises")
    page.get_by_role("link", name="还没有建会的").click()
    # Names that were left empty are no part of a saved filter.
    asked = urllib.parse.parse_qs(urllib.parse.urlparse(page.url).query)
    assert asked == urllib.parse.parse_qs(urllib.parse.urlparse(narrowed).query), "the saved filter is the same list"
    officer.assert_accessible()

    ask(officer)
    # So long a list is read in the background, and the page says how far it is.
    # (It asks again by itself, so that nothing can be held against it here; the gallery has the same bar standing still.)
    expect(page.get_by_role("progressbar").or_(page.get_by_text("文件已准备好"))).to_be_visible()
    page.get_by_text("文件已准备好").wait_for(timeout=120_000)
    officer.assert_accessible()
    rows = int(re.search(r"共 ([\d,]+) 行", page.get_by_text("文件已准备好").inner_text())[1].replace(",", ""))
    assert rows > 2000, "the list is long enough to be worked on in the background"
    path = tmp_path / "list.xlsx"
    name = fetch(page, path)
    assert name.startswith("enterprises-") and name.endswith(".xlsx")
    sheet = openpyxl.load_workbook(path).active
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0][0] == "企业"
    column = lines[0].index("建会") if "建会" in lines[0] else None
    body = lines[1 : rows + 1]
    assert all(line[0] for line in body)
    if column is not None:
        assert {line[column] for line in body} == {"未建会"}, "only what the filter shows"
    mark = [str(line[0]) for line in lines[rows + 1 :] if line[0]]
    assert any("沈佩云导出于" in line and "请勿转发" in line for line in mark), mark
    assert f"用途：{PURPOSE}" in mark and any(line.startswith("导出编号：") for line in mark)
    assert "沈佩云导出于" in sheet.oddHeader.left.text, "every printed sheet says whose it is"

    # The link goes out with the last download.
    address = page.url
    for _ in range(9):
        fetch(page, path)
    page.goto(address)
    page.get_by_text("这份文件已下载 10 次").wait_for()
    assert page.get_by_role("link", name="下载", exact=True).count() == 0
    officer.assert_accessible()
    dead = officer.page.request.get(address + "/file")
    assert (dead.url, dead.headers["content-type"]) == (address, "text/html; charset=utf-8"), "the page that says why"
    officer.open("/exports")
    officer.assert_accessible()
    assert visit().sign_in("xuhui").page.request.get(address).status == 404, "nobody else sees it"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_looks_like_a_formula_stays_text(visit, server, data, tmp_path, kind):
    """And the file is gone when its day is over."""
    officer = visit(size="phone").sign_in("xuhui")
    page = officer.page
    officer.open("/stations/new")
    page.get_by_label("设在哪个单位下面").fill("漕河泾街道总工会")
    page.get_by_label("服务站名称").fill("=1+1号服务站")
    page.get_by_label("地点").fill("@底层")
    page.get_by_role("button", name="设立").click()
    page.get_by_role("heading", name="=1+1号服务站").wait_for()
    officer.open("/stations")
    page.get_by_role("link", name="=1+1号服务站").wait_for()
    ask(officer, kind=kind)
    page.get_by_text("文件已准备好").wait_for(timeout=60_000)
    path = tmp_path / f"list.{kind}"
    fetch(page, path)
    if kind == "xlsx":
        cells = [cell for line in openpyxl.load_workbook(path).active.iter_rows() for cell in line]
        station = next(cell for cell in cells if str(cell.value).endswith("1+1号服务站"))
        assert station.data_type == "s" and not [cell for cell in cells if cell.data_type == "f"]
    else:
        with open(path, encoding="utf-8-sig", newline="") as file:
            cells = [cell for line in csv.reader(file) for cell in line]
        assert "'=1+1号服务站" in cells and "'@底层" in cells
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    address = page.url
    # The day goes by.
    with sqlite3.connect(data / "qiao.db", timeout=30) as database:
        database.execute("UPDATE exports SET dies_at = ready_at")
    page.goto(address)
    page.get_by_text("这份文件已满 24 小时").wait_for()
    officer.assert_accessible()
    dead = page.request.get(address + "/file")
    assert (dead.url, dead.headers["content-type"]) == (address, "text/html; charset=utf-8"), "the page that says why"
