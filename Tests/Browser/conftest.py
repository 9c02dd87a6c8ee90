"""A real Chromium before the built program; every page that a test opens can be held against axe."""

from importlib import resources

import pytest
from playwright.sync_api import Error, sync_playwright

from house import PASSWORD

AXE = (resources.files("axe_core_python") / "axe.min.js").read_text()
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


class Visitor:
    """Somebody at a screen."""

    def __init__(self, browser, address, size="desktop", scheme="light", javascript=True):
        # The page's policy allows no foreign script; axe is put in by the test, not by the page.
        self.context = browser.new_context(
            viewport=SIZES[size], color_scheme=scheme, bypass_csp=True, java_script_enabled=javascript,
            accept_downloads=True,
        )
        self.page = self.context.new_page()
        self.address = address
        self.failures = []
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))

    def open(self, path):
        self.page.goto(self.address + path)
        return self

    def sign_in(self, login):
        self.open("/sign-in")
        self.page.get_by_label("登录名").fill(login)
        self.page.get_by_label("密码", exact=True).fill(PASSWORD)
        self.page.locator("main").get_by_role("button", name="登录").click()
        self.page.wait_for_url(self.address + "/")
        return self

    def assert_accessible(self):
        """No violation of axe, nothing wider than the screen, no script that failed.

        A page that gives way to the next while it is examined is left; the one that came is examined."""
        for left in (True, True, False):
            try:
                return self._assert_accessible()
            except Error as error:
                if not left or "Execution context was destroyed" not in str(error):
                    raise
                self.page.wait_for_load_state()

    def _assert_accessible(self):
        self.page.evaluate(AXE)
        result = self.page.evaluate(
            "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        found = [f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in result["violations"]]
        assert not found, f"{self.page.url}: {found}"
        wider = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{self.page.url} is {wider} px wider than the screen"
        assert not self.failures, self.failures


@pytest.fixture
def visit(chromium, server):
    visitors = []

    def make(**options):
        visitors.append(Visitor(chromium, server.address, **options))
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.context.close()
