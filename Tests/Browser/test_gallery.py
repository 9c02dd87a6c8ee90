"""The gallery of components: each in each state, in both lights and sizes, on paper, and only for whoever develops."""

import re

import pytest

from house import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("gallery") / "data", "--empty", "--development")
    yield running
    running.stop()


def groups(visitor):
    visitor.open("/gallery")
    visitor.assert_accessible()
    links = visitor.page.locator("main a[href^='/gallery/']")
    return [link.get_attribute("href") for link in links.all()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_every_component(visit, size, scheme):
    visitor = visit(size=size, scheme=scheme)
    # Each language in one of the sizes: the longer English on the phone.
    if size == "phone":
        visitor.open("/language?to=en&back=/gallery")
    found = groups(visitor)
    assert len(found) == 10
    for path in found:
        visitor.open(path)
        visitor.assert_accessible()


def test_on_paper(visit):
    """No furniture, nothing that is pressed, nothing wider than the sheet, and a table that keeps its head."""
    visitor = visit()
    page = visitor.page
    paths = groups(visitor)
    page.set_viewport_size({"width": 720, "height": 1000})
    page.emulate_media(media="print")
    for path in paths:
        visitor.open(path)
        for gone in (".head", ".crumbs", ".tabs", ".acts", "form.filters:not(.filtered)"):
            shown = page.locator(gone).evaluate_all("all => all.filter(one => one.checkVisibility()).length")
            assert shown == 0, f"{path} prints {gone}"
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{path} is {wider} px wider than its sheet"
    visitor.open("/gallery/many")
    assert page.locator("thead").first.evaluate("head => getComputedStyle(head).display") == "table-header-group"


def test_the_summary_leads_to_each_field(visit):
    visitor = visit(size="phone")
    page = visitor.open("/gallery/errors").page
    for link in page.locator("#error-summary a").all():
        link.click()
        target = link.get_attribute("href")[1:]
        assert page.evaluate("document.activeElement.id") == target or re.search(f"#{target}$", page.url)
        assert page.locator(f"#{target}").is_visible()


def test_nobody_else_finds_it(visit, tmp_path):
    ordinary = Server(tmp_path / "data", "--empty")
    try:
        assert visit().page.request.get(ordinary.address + "/gallery").status == 404
    finally:
        ordinary.stop()
