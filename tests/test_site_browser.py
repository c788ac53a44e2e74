"""The pages in a real browser, opened from disk: what a reader sees, hears, clicks and copies.

They need Chromium: set CHROMIUM to the program where it is not found by itself. With HAKUSHO_BROWSER=required its absence
is a failure, else the tests are skipped.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from site_documents import CONTRADICTIONS, FIRST_INPUT, transcriptions, warehouse_of

from pipelines.site import build_site, parts
from pipelines.site.holdings import Holdings, Report
from pipelines.warehouse.build import open_warehouse

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
TELEPHONE, TABLET, DESK = (375, 800), (768, 1000), (1440, 900)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIRST = f"{FIRST_INPUT}/index.html"


@dataclass
class Shown:
    """A built site with the rows that it was built from."""

    folder: Path
    reports: dict[str, Report]

    def address(self, name: str) -> str:
        path, _, fragment = name.partition("#")
        return (self.folder / path).as_uri() + (f"#{fragment}" if fragment else "")

    @property
    def first(self) -> Report:
        return self.reports[FIRST_INPUT]

    def observation(self, exact: str, document_id: str = FIRST_INPUT) -> str:
        return next(
            str(row["observation_id"]) for row in self.reports[document_id].observations if row["exact"] == exact
        )


@dataclass
class Visit:
    """An open page and everything that it did that no reader asked for."""

    page: Page
    noise: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    folder = tmp_path_factory.mktemp("shown")
    raw = transcriptions(folder / "raw", first_input=True)
    warehouse = warehouse_of(raw, folder / "hakusho.duckdb")
    build_site(warehouse, raw, folder / "site")
    with open_warehouse(warehouse) as connection:
        holdings = Holdings(connection)
        return Shown(
            folder / "site",
            {row["document_id"]: holdings.report(row["document_id"]) for row in holdings.documents},
        )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        reason = "no Chromium here: install it (apt-get install chromium) or set CHROMIUM to the program"
        if os.environ.get("HAKUSHO_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


Opener = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, shown: Shown) -> Iterator[Opener]:
    """Opens a page of the site; at the end it must have made no noise."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def open_page(name: str, size: tuple[int, int] = DESK, **options: Any) -> Visit:
        site = options.pop("site", shown)
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        context.set_default_timeout(90_000)  # of a busy machine
        contexts.append(context)
        one = Visit(context.new_page())
        visits.append(one)
        listen(one, site.folder)
        one.page.goto(site.address(name))
        return one

    yield open_page
    for context in contexts:
        context.close()
    assert [one.noise for one in visits if one.noise] == []


def listen(visit: Visit, folder: Path) -> None:
    page, home = visit.page, folder.as_uri()
    page.on("console", lambda message: visit.noise.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: visit.noise.append(f"error: {error}"))
    page.on(
        "request",
        lambda request: None if request.url.startswith(home) else visit.noise.append(f"request: {request.url}"),
    )
    page.on("requestfailed", lambda request: visit.noise.extend(failure(request.url, request.failure)))
    page.on("popup", lambda popup: visit.noise.append(f"popup: {popup.url}"))

    def dismiss(dialog: Any) -> None:
        visit.noise.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)


def failure(url: str, reason: str | None) -> list[str]:
    """A request that failed; not one that was given up because the reader went on."""
    return [] if reason == "net::ERR_ABORTED" else [f"failed: {url} {reason}"]


def in_view(page: Page, selector: str) -> bool:
    """Whether an element can be seen, beside what lies over the page."""
    return bool(
        page.locator(selector).evaluate(
            """element => { const box = element.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight
                && (element.contains(top) || top.contains(element)); }"""
        )
    )


# All pages


def test_every_page_opens_in_silence(shown: Shown, visit: Opener) -> None:
    one = visit("index.html")
    for path in sorted(shown.folder.rglob("*.html")):
        one.page.goto(path.as_uri())
        assert one.page.title().strip(), path
        assert one.page.locator("h1").count() == 1, path
        assert one.noise == [], path


@pytest.mark.parametrize("size", [(320, 640), TELEPHONE, TABLET, DESK], ids=lambda size: str(size[0]))
def test_no_page_is_wider_than_the_screen(size: tuple[int, int], shown: Shown, visit: Opener) -> None:
    one = visit("index.html", size)
    names = [
        "index.html", "quality.html", "dictionary.html", FIRST, f"{FIRST_INPUT}/figures/1-1-4-2.html",
        "survey/index.html", "umfrage/index.html", "hostile/index.html",
    ]  # fmt: skip
    for name in names:
        one.page.goto(shown.address(name))
        assert one.page.evaluate("document.documentElement.scrollWidth") <= size[0], name


KINDS_OF_PAGES = {
    "home": "index.html",
    "quality": "quality.html",
    "dictionary": "dictionary.html",
    "report": "survey/index.html",
    "report of contradictions": "ledger/index.html",
    "report in HTML": "umfrage/index.html",
    "hostile report": "hostile/index.html",
    "figure": f"{FIRST_INPUT}/figures/1-1-4-2.html",
    "figure with lines": f"{FIRST_INPUT}/figures/1-2-1-1.html",
    "figure without values": f"{FIRST_INPUT}/figures/1-1-2-1.html",
}


def faults(page: Page) -> list[tuple[str, str]]:
    options = {"resultTypes": ["violations"], "preload": False, "runOnly": {"type": "tag", "values": RULES}}
    violations = Axe().run(page, options=options).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in violations]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", KINDS_OF_PAGES.values(), ids=KINDS_OF_PAGES)
def test_pages_are_accessible(name: str, scheme: str, visit: Opener) -> None:
    size = TELEPHONE if scheme == "dark" else DESK
    assert faults(visit(name, size, color_scheme=scheme).page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_reading_is_accessible(scheme: str, shown: Shown, visit: Opener) -> None:
    page = visit("survey/index.html", DESK, color_scheme=scheme).page
    page.locator("a.o.v-inconsistent").first.click()
    assert page.locator("#panel").is_visible()
    assert faults(page) == []


def test_the_checker_of_accessibility_sees_faults(visit: Opener) -> None:
    page = visit("index.html").page
    page.evaluate("document.querySelector('.lead').style.color = '#ccc'; document.documentElement.lang = ''")
    assert {name for name, _ in faults(page)} >= {"color-contrast", "html-has-lang"}


def test_nothing_moves_while_a_page_is_built_or_a_reading_opened(shown: Shown, visit: Opener) -> None:
    shifts = """() => new Promise(done => { let sum = 0;
        new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
            .observe({type: "layout-shift", buffered: true});
        setTimeout(() => done(sum), 300); })"""
    for name in ("index.html", FIRST, f"{FIRST}#obs-{shown.observation('3.9')}", f"{FIRST_INPUT}/figures/1-1-4-2.html"):
        for size in (TELEPHONE, DESK):
            page = visit(name, size).page
            if name == FIRST:
                page.locator("a.o").nth(3).evaluate("element => element.click()")
            assert page.evaluate(shifts) == 0, (name, size)


# The text and its numbers


@pytest.mark.parametrize("document_id", [FIRST_INPUT, "survey", "umfrage", "ledger", "hostile"])
def test_every_numeral_of_the_warehouse_is_marked_in_the_text(document_id: str, shown: Shown, visit: Opener) -> None:
    page = visit(f"{document_id}/index.html").page
    marked = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('#text .n[id]')].map(element => [element.id,
        {text: element.textContent, role: element.dataset.role || 'observation',
         observation: element.querySelector('a')?.dataset.obs ?? null}]))"""
    )
    report = shown.reports[document_id]
    assert len(marked) == len(report.numerals)
    for row in report.numerals:
        assert marked[f"num-{row['numeral_id']}"] == {
            "text": row["exact"],
            "role": row["role"],
            "observation": row["observation_id"],
        }


@pytest.mark.parametrize("document_id", [FIRST_INPUT, "survey", "ledger"])
def test_readings_say_what_the_warehouse_says(document_id: str, shown: Shown, visit: Opener) -> None:
    page = visit(f"{document_id}/index.html").page
    cards = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.readings > .reading')].map(card => [card.dataset.obs, {
        stated: card.querySelector('.stated').textContent, verdict: card.dataset.verdict,
        sentence: card.querySelector('blockquote').textContent,
        slots: Object.fromEntries([...card.querySelectorAll('.slots > div')].map(slot =>
            [slot.querySelector('dt').textContent, [...slot.querySelectorAll('data')].map(data => data.value)])),
        words: card.textContent}]))"""
    )
    report = shown.reports[document_id]
    assert set(cards) == set(report.observation)
    for row in report.observations:
        card = cards[row["observation_id"]]
        assert (card["stated"], card["sentence"]) == (row["stated"], row["sentence"])
        assert card["verdict"] == report.verdict_of(row["observation_id"])
        ends = dict.fromkeys(end for end in (row["lower"], row["upper"]) if end is not None)
        assert [Decimal(end) for end in card["slots"]["Means"]] == list(ends)
        assert [Decimal(one) for one in card["slots"].get("Value", [])] == [
            one for one in (row["value"],) if one is not None
        ]
        for slot in ("indicator", "population", "time_period", "reference_area"):
            assert row[slot] is None or row[slot] in card["words"]


def test_relations_show_both_intervals_and_what_would_mend_them(shown: Shown, visit: Opener) -> None:
    page = visit(FIRST).page
    (wrong,) = (row for row in shown.first.relations if row["verdict"] == "inconsistent" and row["kind"] == "change")
    card = page.locator(f"[id='rel-{wrong['relation_id']}']")
    assert card.locator(".verdict").text_content() == "Does not hold"
    intervals = card.locator(".intervals data").evaluate_all("all => all.map(one => one.value)")
    assert [Decimal(end) for end in intervals] == [
        wrong[end] for end in ("stated_lower", "stated_upper", "computed_lower", "computed_upper")
    ]
    assert card.locator("ul.mend li").all_text_contents() == [
        "4.3 instead of 3.9",
        "150.4 instead of 150.8 one digit is wrong",
        "146.9 instead of 146.5 one digit is wrong",
    ]
    for row in shown.first.relations:
        assert page.locator(f"[id='rel-{row['relation_id']}'] .verdict").count() == 1


def test_a_verdict_is_told_by_a_sign_a_line_and_words_not_by_colour_alone(visit: Opener) -> None:
    page = visit(FIRST).page
    looks = page.evaluate(
        """() => ['consistent', 'inconsistent', 'undecidable', 'unchecked'].map(code => {
        const mark = document.querySelector(`#legend .o.v-${code}`);
        return [getComputedStyle(mark, '::after').content.split(' ')[0], getComputedStyle(mark).textDecorationStyle,
                document.getElementById(`says-${code}`).textContent]; })"""
    )
    assert len({sign for sign, _, _ in looks}) == 4
    assert len({line for _, line, _ in looks}) == 4
    assert [words for _, _, words in looks] == ["Holds", "Does not hold", "Cannot be said", "Not checked"]
    described = page.locator("#text a.o").evaluate_all(
        "all => all.every(one => document.getElementById(one.getAttribute('aria-describedby')))"
    )
    assert described


# Clicks and keys


def test_a_click_on_a_number_shows_its_reading(shown: Shown, visit: Opener) -> None:
    page = visit(FIRST).page
    number = shown.observation("3.9")
    page.locator(f"[id='obs-{number}']").click()
    panel = page.locator("#panel")
    words = panel.inner_text()
    for expected in (
        "3.9 points", "Does not hold", "The text says 3.9 points, but 150.8 to 146.5 is 4.3", "3.85 to 3.95",
        "4.2 to 4.4", "4.3 instead of 3.9", "Figure", "1-2-1-1", "index points",
    ):  # fmt: skip
        assert expected in words
    assert page.evaluate("location.hash") == f"#obs-{number}"
    assert page.evaluate("document.activeElement.id") == "panel"
    panel.locator("a", has_text="150.8").first.click()
    assert "150.8" in panel.locator("h3").first.inner_text()
    panel.get_by_role("button", name="Close").click()
    assert panel.is_hidden()
    assert page.locator("#legend").is_visible()


def test_a_click_on_another_numeral_says_what_it_does(shown: Shown, visit: Opener) -> None:
    page = visit(FIRST).page
    page.locator("#text .other[data-role=period]").first.click()
    assert "names a time" in page.locator("#panel").inner_text()


def test_keys_are_enough(shown: Shown, visit: Opener) -> None:
    page = visit("survey/index.html").page
    page.locator("#role").focus()
    page.keyboard.press("Tab")
    seen = []
    for _ in range(40):
        if page.evaluate("document.activeElement.matches('#text a.o')"):
            break
        seen.append(page.evaluate("document.activeElement.className"))
        page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")
    assert first == "3.9", seen
    page.keyboard.press("Enter")
    assert "3.9 points" in page.locator("#panel").inner_text()
    page.keyboard.press("ArrowRight")
    assert "150.8" in page.locator("#panel h3").first.inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "150.8"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "2018"
    page.keyboard.press("Enter")
    assert "names a time" in page.locator("#panel").inner_text()
    outline = page.evaluate(
        """() => { document.querySelector('#text a.o').focus();
        return getComputedStyle(document.activeElement).outlineStyle; }"""
    )
    assert outline == "solid"


def test_on_a_telephone_the_panel_does_not_cover_the_number(visit: Opener) -> None:
    page = visit("ledger/index.html", TELEPHONE).page
    numbers = page.locator("#text a.o")
    numbers.first.focus()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("ArrowRight")
        assert in_view(page, "#text .current")
    numbers.nth(2).focus()
    for _ in range(9):
        page.keyboard.press("Tab")
        assert in_view(page, ":focus")


def test_the_first_key_leads_past_the_head_of_the_page(visit: Opener) -> None:
    page = visit("index.html").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_single_letters_do_nothing(visit: Opener) -> None:
    """So that they cannot be struck by accident (WCAG 2.1.4)."""
    page = visit("survey/index.html").page
    before = page.locator("body").inner_html()
    for key in "abcdefghijklmnopqrstuvwxyz/?":
        page.keyboard.press(key)
    assert page.locator("body").inner_html() == before


# Deep links


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("size", [TELEPHONE, DESK], ids=["telephone", "desk"])
def test_deep_links_land(scripts: bool, size: tuple[int, int], shown: Shown, visit: Opener) -> None:
    number = shown.observation("3.9")
    report = shown.first
    numeral = next(row["numeral_id"] for row in reversed(report.numerals) if row["role"] == "period")
    finding = next(row["finding_id"] for row in report.findings if row["severity"] == "error")
    relation = next(row["relation_id"] for row in report.relations if row["kind"] == "fold")
    for anchor in (f"obs-{number}", f"num-{numeral}", f"finding-{finding}", f"rel-{relation}", f"reading-{number}"):
        page = visit(f"{FIRST}#{anchor}", size, java_script_enabled=scripts).page
        box = page.locator(f"[id='{anchor}']").bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= size[1] * 0.9, anchor
        if scripts and anchor.startswith("obs-"):
            assert in_view(page, f"[id='{anchor}']")
            assert page.locator("#panel").is_visible()


def test_a_link_to_a_number_that_is_gone_says_so(shown: Shown, visit: Opener) -> None:
    page = visit("survey/index.html#obs-o-withdrawn").page
    assert "is not in this version" in page.locator("#panel").inner_text()
    page.locator("#panel").get_by_role("button").click()
    assert page.locator("#panel").is_hidden()


def test_a_finding_leads_to_its_place_from_everywhere(shown: Shown, visit: Opener) -> None:
    finding = next(row for row in shown.first.findings if row["severity"] == "error")
    target = f"[id='finding-{finding['finding_id']}']"
    for start, link in (
        ("index.html", page_link := f"a[href$='#finding-{finding['finding_id']}']"),
        (FIRST, f".findings {page_link}"),
        (FIRST, f".margin {page_link}"),
    ):
        page = visit(start).page
        page.locator(link).first.click()
        page.wait_for_load_state()
        assert in_view(page, target), start


def test_the_map_in_the_margin_shows_all_findings(shown: Shown, visit: Opener) -> None:
    page = visit(FIRST, TELEPHONE).page
    steps = page.locator(".margin a")
    assert sum(int(count) for count in steps.all_inner_texts()) == len(shown.first.findings)
    for box in steps.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())"):
        assert min(box["width"], box["height"]) >= 24


# Search and filters


def count(page: Page, selector: str) -> int:
    return int(
        page.evaluate(
            "selector => [...document.querySelectorAll(selector)].filter(one => !one.hidden).length", selector
        )
    )


def test_filters_show_what_was_asked_for(shown: Shown, visit: Opener) -> None:
    page = visit(FIRST).page
    report = shown.first
    for box in ("consistent", "unchecked"):
        page.locator(f"input[value={box}]").uncheck()
    wrong = [row for row in report.observations if report.verdict_of(row["observation_id"]) == "inconsistent"]
    assert count(page, ".readings > .reading") == len(wrong) == 3
    assert page.locator("#text a.o:not(.faded)").all_inner_texts() == [row["exact"] for row in wrong]
    page.locator("input[value=consistent]").check()
    page.locator("input[value=unchecked]").check()
    page.locator("#unit").select_option("percentage_point")
    points = [row for row in report.observations if row["unit"] == "percentage_point"]
    assert count(page, ".readings > .reading") == len(points)
    assert f"{len(points)} of {len(report.observations)} numbers" in page.locator("#count").inner_text()
    page.locator("#role").select_option("rank")
    ranks = [row for row in report.numerals if row["role"] == "rank"]
    assert page.locator("#text .other:not(.faded)").count() == len(ranks)


def test_search_finds_words_and_numbers_in_text_and_readings(shown: Shown, visit: Opener) -> None:
    page = visit(FIRST).page
    page.locator("#query").fill("lehman Brothers")
    expect(page.locator("#count")).to_have_text(re.compile("^1 place"))
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text(re.compile("^Place 1 of 1"))
    box = page.evaluate(
        """() => { for (const range of CSS.highlights.get('query-now'))
        return [range.toString(), range.getBoundingClientRect().top, innerHeight]; }"""
    )
    assert box[0] == "Lehman Brothers"
    assert 0 < box[1] < box[2]
    page.locator("#query").fill("150.8 in 2008")
    expect(page.locator("#count")).to_have_text(re.compile("^1 place"))
    page.locator("#query").fill("no such words")
    expect(page.locator("#count")).to_have_text(re.compile("^Not in the text"))
    assert count(page, ".readings > .reading") == 0
    assert page.locator("#no-numbers").is_visible()
    page.locator("#query").fill("")
    expect(page.locator("#count")).to_have_text(re.compile("numbers shown$"))


# Copying


def test_a_figure_is_copied_as_csv_and_as_citation(shown: Shown, visit: Opener) -> None:
    page = visit(f"{FIRST_INPUT}/figures/1-1-4-2.html", permissions=["clipboard-read", "clipboard-write"]).page
    page.get_by_role("button", name="Copy as CSV").click()
    expect(page.locator("#announce")).to_have_text(re.compile("CSV"))
    rows = list(csv.DictReader(io.StringIO(page.evaluate("navigator.clipboard.readText()"))))
    values = [row for row in shown.first.observations if row["figure"] == "1-1-4-2"]
    assert [(row["stated"], Decimal(row["value"]), row["reference_area"]) for row in rows] == [
        (value["stated"], value["value"], value["reference_area"] or "") for value in values
    ]
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator("#announce")).to_have_text(re.compile("^Citation"))
    citation = page.evaluate("navigator.clipboard.readText()")
    assert "White Paper on Information and Communications in Japan 2021" in citation
    assert "Figure 1-1-4-2: Uneasiness about Providing Personal Data" in citation


def test_a_number_is_copied_with_its_source_and_link(shown: Shown, visit: Opener) -> None:
    number = shown.observation("3.9")
    page = visit(f"{FIRST}#obs-{number}", permissions=["clipboard-read", "clipboard-write"]).page
    page.locator("#panel").get_by_role("button", name="Copy citation").click()
    expect(page.locator("#announce")).to_have_text(re.compile("^Citation"))
    citation = page.evaluate("navigator.clipboard.readText()")
    assert "“3.9 points”" in citation
    assert number in citation
    page.locator("#panel").get_by_role("button", name="Copy link").click()
    expect(page.locator("#announce")).to_have_text(re.compile("^Link"))
    assert page.evaluate("navigator.clipboard.readText()") == shown.address(f"{FIRST}#obs-{number}")


# Figures


def test_a_figure_page_shows_the_values_of_the_warehouse(shown: Shown, visit: Opener) -> None:
    page = visit(f"{FIRST_INPUT}/figures/1-1-4-2.html").page
    rows = page.locator("table.values tbody tr").evaluate_all(
        """rows => rows.map(row => [row.querySelector('th').textContent,
        ...[...row.querySelectorAll('td:nth-child(-n+3)')].map(cell =>
            [...cell.querySelectorAll('data')].map(one => one.value))])"""
    )
    values = [row for row in shown.first.observations if row["figure"] == "1-1-4-2"]
    assert [
        (stated, [Decimal(one) for one in number], [Decimal(one) for one in ends]) for stated, number, ends in rows
    ] == [(row["stated"], [row["value"]], [row["lower"], row["upper"]]) for row in values]
    drawn = page.locator(".chart svg").evaluate_all("all => all.map(one => one.textContent).join(' ')")
    assert all(row["stated"] in drawn for row in values)
    assert "respondents of all countries answered they felt uneasy" in page.locator("blockquote").first.inner_text()


# Without scripts, on paper, with less motion


def test_text_tables_and_readings_need_no_script(shown: Shown, visit: Opener) -> None:
    page = visit("survey/index.html", java_script_enabled=False).page
    assert page.locator("#text table").is_visible()
    assert page.locator("#text").inner_text().startswith("Survey of savings")
    assert page.locator(".tools").is_hidden()
    assert page.locator("button.copy").first.is_hidden()
    number = shown.observation("3.9", "survey")
    page.locator(f"[id='obs-{number}']").click()
    reading = page.locator(f"[id='reading-{number}']")
    assert in_view(page, f"[id='reading-{number}'] h3")
    assert "150.8 to 146.5 is 4.3" in reading.inner_text()


def test_paper_shows_text_and_readings_but_no_controls(visit: Opener) -> None:
    page = visit("survey/index.html").page
    page.emulate_media(media="print")
    for gone in (".tools", ".site-head nav", ".margin", "button.copy >> nth=0", ".contents"):
        assert page.locator(gone).is_hidden(), gone
    assert page.locator("#text").is_visible()
    assert page.locator(".reading").first.is_visible()
    assert len(page.pdf()) > 10_000


def test_less_motion_is_none(visit: Opener) -> None:
    page = visit("survey/index.html", reduced_motion="reduce").page
    moving = page.evaluate(
        """[...document.querySelectorAll('*')].map(one => getComputedStyle(one))
        .filter(style => style.transitionDuration !== '0s' || style.animationName !== 'none').length"""
    )
    assert moving == 0


def test_the_language_of_the_report_is_that_of_its_text(visit: Opener) -> None:
    page = visit(FIRST).page
    assert page.evaluate("[document.documentElement.lang, document.getElementById('text').lang]") == ["en", "en"]


# Hostile reports


def test_a_hostile_report_stays_text(shown: Shown, visit: Opener) -> None:
    page = visit("hostile/index.html").page
    text = page.locator("#text").text_content() or ""
    assert "[U+202E]" in text
    assert (
        page.evaluate(
            """document.querySelectorAll('script:not([src]), iframe, #text img, style, [onerror], [onclick], '
            + '[onload], [onmouseover]').length"""
        )
        == 0
    )
    assert page.locator("body").is_visible()
    assert page.title().startswith("</title><script>alert(20)</script>")
    assert page.locator("h1").inner_text().startswith("</title><script>alert(20)</script>")
    for number in page.locator("#text a.o, #text .other").all():
        number.click()
        assert page.locator("#panel").is_visible()
    page.locator("#query").fill("<script>alert")
    page.keyboard.press("Enter")
    for link in page.locator("a").evaluate_all("all => all.map(one => one.protocol)"):
        assert link == "file:"


def test_the_policy_of_the_page_is_a_second_fence(shown: Shown, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(shown.address("hostile/index.html"))
    page.evaluate(
        """() => { document.body.insertAdjacentHTML('beforeend',
            '<img src=x onerror="window.ran = 1"><a id=bad href="javascript:window.ran = 2">x</a>');
        const script = document.createElement('script');
        script.textContent = 'window.ran = 3'; document.body.append(script);
        document.getElementById('bad').click(); }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    page.close()


# Size


def test_the_page_of_the_first_input_is_ready_within_a_second(shown: Shown, browser: Browser) -> None:
    """Seconds of the browser's own work, since other work on the machine must not count."""
    page = browser.new_page(viewport={"width": TELEPHONE[0], "height": TELEPHONE[1]})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(shown.address(FIRST))
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    assert metrics["ProcessTime"] < 1.0
    page.close()


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """The ledger, in many parts."""
    folder = tmp_path_factory.mktemp("divided")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "CHARACTERS", 100)
        raw = transcriptions(folder / "raw", {"ledger.md": CONTRADICTIONS})
        warehouse = warehouse_of(raw, folder / "hakusho.duckdb")
        build_site(warehouse, raw, folder / "site")
    with open_warehouse(warehouse) as connection:
        return Shown(folder / "site", {"ledger": Holdings(connection).report("ledger")})


def test_a_link_to_any_part_of_a_long_report_lands(divided: Shown, visit: Opener) -> None:
    report = divided.reports["ledger"]
    last = report.observations[-1]["observation_id"]
    page = visit(f"ledger/index.html#obs-{last}", site=divided).page
    page.wait_for_url(f"**/part-*.html#obs-{last}")
    assert in_view(page, f"[id='obs-{last}']")
    assert page.locator("#panel").is_visible()
    assert page.locator(".part-list a").count() >= 2
    first = report.observations[0]["observation_id"]
    page.goto(divided.address(f"ledger/part-2.html#obs-{first}"))
    page.wait_for_url(f"**/index.html#obs-{first}")
    assert in_view(page, f"[id='obs-{first}']")
    page.goto(divided.address("ledger/part-2.html#obs-o-withdrawn"))
    expect(page.locator("#panel")).to_contain_text("is not in this version")
    finding = report.findings[-1]["finding_id"]
    home = visit("index.html", site=divided).page
    home.locator(f"a[href$='#finding-{finding}']").click()
    home.wait_for_load_state()
    assert in_view(home, f"[id='finding-{finding}']")


def test_the_parts_of_a_long_report_are_accessible(divided: Shown, visit: Opener) -> None:
    assert faults(visit("ledger/part-2.html", site=divided).page) == []


def test_a_search_in_a_long_report_says_what_the_other_parts_hold(divided: Shown, visit: Opener) -> None:
    page = visit("ledger/index.html", site=divided).page
    page.locator("#query").fill("plant Maple")
    expect(page.locator("#count")).to_have_text(re.compile("^Not in the text"))
    page.locator("#elsewhere a").click()
    page.wait_for_url("**/part-*.html#search=plant%20Maple")
    expect(page.locator("#count")).to_have_text(re.compile("^Place 1 of 1"))
