"""A browser opens the report of a release with hostile articles: they are text, and every figure leads to its sentence."""

import csv
from pathlib import Path

import pytest
from hostile_release import FORMULA, TEXTS, release_rows, write_report_of, write_tables

from schemas.events import EVENTS
from tasks.earlier import Earlier

pytestmark = pytest.mark.browser
VIEWS = ["", "#/events", "#/articles", "#/entities"]
PAGES = [f"#/event/{'e' * 20}", f"#/event/{'f' * 20}", *(f"#/article/{key}" for key in TEXTS), "#/entity/Q8684"]
PHONE = {"width": 360, "height": 740}
CHARTS = ("coverage", "timeline", "types", "map", "matrix", "confidence")


OTHERS = "20260308T060000Z-00000001", "20260309T060000Z-00000002", "20260310T060000Z-00000003"


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    """The report of a release that has three before it; in the last of them half of the rows lacked, others were there."""
    folder = tmp_path_factory.mktemp("hostile")
    rates = {"types": {"ACCUSE": 1}, "outlets": {FORMULA: 0.5}}
    history = [{"release_id": one, "rows": {"articles": 2, "events": 1}, "rates": rates} for one in OTHERS]
    before = {table: listed[1:] for table, listed in release_rows().items()}
    before[EVENTS] = [*before[EVENTS], release_rows()[EVENTS][0] | {"event_id": "0" * 20}]
    earlier = Earlier(manifest={"release_id": OTHERS[-1]}, tables=write_tables(before, folder / "before"))
    return write_report_of(release_rows(), folder, history=history, earlier=earlier)


@pytest.mark.parametrize("address", VIEWS + PAGES)
def test_hostile_data_is_text_and_nothing_is_cut_at_the_width_of_a_phone(visit, address):
    visit.page.set_viewport_size(PHONE)
    page = visit.open(address)
    visit.drawn(*(CHARTS if not address else ()))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    rights = "[...document.querySelectorAll('main td, main svg')].map((element) => element.getBoundingClientRect().right)"
    assert max(page.evaluate(rights), default=0) <= PHONE["width"] + 1
    assert "exécuté" not in page.title()
    assert page.locator("main img, main script, main iframe").count() == 0
    addresses = page.evaluate("[...document.querySelectorAll('a')].map((link) => link.getAttribute('href'))")
    assert [a for a in addresses if a and not a.startswith(("#/", "figures/", "validation/", "https://gazette.example/"))] == []


def test_what_changed_is_told_with_its_reasons_and_the_releases_before(visit):
    page = visit.open()
    changes = page.locator("#changes")
    assert changes.locator("th:has-text('UTC')").count() == 2 * len(OTHERS)  # rates by type, and by outlet
    assert [changes.locator(f"code:text-is('{one}')").count() for one in OTHERS] == [1, 1, 1]
    changes.locator("summary").evaluate_all("(all) => all.forEach((summary) => summary.click())")
    why = dict.fromkeys(changes.locator(".why").all_inner_texts())
    assert next(iter(why)) == "article nouveau"
    assert any("les mêmes phrases font un autre événement" in words for words in why)
    changes.locator("a[href^='#/event/']").first.click()
    page.wait_for_selector(".tellings mark.trigger")


def test_markup_and_controls_are_shown(visit):
    page = visit.open(f"#/article/{'c' * 20}")
    words = page.inner_text("main .text")
    assert "<script>document.title=" in words
    assert "DROP TABLE events" in words
    assert "⟨U+202E⟩gro.elpmaxe⟨U+202C⟩" in words


def test_every_chart_is_drawn_and_its_marks_are_links(visit):
    page = visit.open()
    visit.drawn(*CHARTS)
    for name in CHARTS:
        links = page.locator(f"[data-chart={name}] svg a")
        assert links.count() > 0, name
        assert all(link.get_attribute("href").startswith("#/") for link in links.all())


def test_from_the_matrix_to_the_marked_sentence_in_two_clicks(visit):
    page = visit.open()
    visit.drawn("matrix")
    page.locator("[data-chart=matrix] svg a").first.click()
    page.locator("a.told").first.click()
    assert page.inner_text(".tellings mark.trigger >> nth=0") == "accusé"
    assert page.inner_text(".tellings mark.actor >> nth=0") == "Paul Kervadec"
    assert page.inner_text(".tellings mark.recipient >> nth=0") == "Ouestrail"


def test_from_the_sentence_to_its_article_where_it_is_marked(visit):
    page = visit.open(f"#/event/{'e' * 20}")
    page.locator(".tellings li >> nth=0 >> a[href^='#/article/']").click()
    page.wait_for_selector(".text mark.told-here")
    assert page.inner_text(".text mark.trigger >> nth=0") == "accusé"


def test_a_name_leads_to_its_events_and_articles(visit):
    page = visit.open("#/entities")
    page.get_by_role("link", name="Paul Kervadec").click()
    page.wait_for_selector("main h1:has-text('Paul Kervadec')")
    assert page.locator("main a[href^='#/event/']").count() == 1
    assert page.locator("main a[href^='#/article/']").count() == 2


def test_language_and_theme_are_switched_and_kept(visit):
    page = visit.open()
    page.wait_for_selector("#verdict h1:has-text('Publiée')")
    page.click("#language")
    page.wait_for_selector("#verdict h1:has-text('Accepted')")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    page.wait_for_selector("html[data-theme=dark]", state="attached")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    page.reload()
    page.wait_for_selector("#verdict h1:has-text('Accepted')")
    page.wait_for_selector("html[data-theme=dark]", state="attached")


def count(page) -> int:
    page.wait_for_selector(".found:has-text('trouvé')")
    return page.locator(".rows > li").count()


FOUND = {
    "": 2,
    "type=ACCUSE": 1,
    "quad=coop": 1,
    "country=KOR": 1,
    "actor=FRA&recipient=FRA": 1,
    "asector=GOV&rsector=BUS": 1,
    "realis=planned": 0,
    "start=none": 1,
    "from=2026-03-10&to=2026-03-10": 1,
    "from=2026-03-11": 0,
    "conf=0.8": 0,
    "outlet=none": 1,
    "outlet=La+Gazette+du+Littoral": 1,
    "origins=2": 0,
    "side=none": 1,
    "q=ACCUSE+LA+SOCIETE": 1,
    "pid=Q647": 1,
    "entity=local:paul-kervadec": 1,
    "check=late": 0,
}
"""By the query of an address how many events its list has."""


def test_filters_of_the_address_choose_events(visit):
    visit.open("#/events")
    assert {query: count(visit.turn(f"#/events?{query}")) for query in FOUND} == FOUND


def test_filters_are_chosen_and_cleared_by_hand(visit):
    page = visit.open("#/events")
    page.select_option("select[name=type]", "CONSULT")
    page.wait_for_selector(".found:has-text('1 trouvé')")
    page.fill("input[name=q]", "introuvable")
    page.press("input[name=q]", "Enter")
    page.wait_for_selector(".found:has-text('0 trouvé')")
    page.click("text=Effacer les filtres")
    page.wait_for_selector(".found:has-text('2 trouvés')")


def test_rows_are_offered_as_csv_that_computes_nothing(visit):
    page = visit.open("#/articles")
    count(page)
    with page.expect_download() as download:
        page.click("text=Ces lignes en CSV")
    with Path(download.value.path()).open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert {row["outlet"] for row in rows} == {"", "La Gazette du Littoral", f"'{FORMULA}"}


def test_an_address_that_leads_nowhere_breaks_nothing(visit):
    for address in ("#/event/absent", "#/article/00", "#/entity/Q0", "#/nulle/part", "#/events?x=%3Cscript%3E", "#/%E0%A4%A"):
        visit.page.goto("about:blank")
        visit.page.goto(f"{(visit.report / 'index.html').as_uri()}{address}")
        visit.page.wait_for_selector("main h1, main [role=alert]")


def test_a_browser_without_scripts_is_told_the_verdict(browser, report):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((report / "index.html").as_uri())
    assert "20260311T060000Z-0123abcd, 3 articles, 2 événements" in page.inner_text("main")
    assert page.locator("a[href='validation/index.html']").count() == 2
    context.close()
