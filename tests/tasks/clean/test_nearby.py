"""Authors and dates that a page marks beside its headline: those of the article, not those of what stands around it."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from tasks.clean.knowledge import load_knowledge
from tasks.clean.markup import read_page

Article = Callable[..., dict[str, Any]]
PARAGRAPHS = (
    "La déléguée a rappelé mardi que les négociateurs avaient jusqu'à vendredi pour s'entendre sur les eaux du fleuve.",
    "« Nous n'avons plus le temps », a-t-elle dit à l'issue d'une réunion qui a duré toute la nuit dans un hôtel de la capitale.",
    "Les deux pays se disputent depuis dix ans le débit du barrage, dont dépend l'irrigation de trois provinces agricoles.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
WORDPRESS = '<span class="byline"><span class="author vcard"><a class="url fn n" href="/author/acolin">{}</a></span></span>'
SPIP = (
    '<p class="info-publi"><abbr class="published" title="2019-06-27T09:00:00Z">27 juin 2019</abbr>, '
    'par <span class="vcard author"><a class="url fn spip_in" href="/auteur">{}</a></span></p>'
)
MICRODATA = '<div itemprop="author" itemscope itemtype="https://schema.org/Person">Par <span itemprop="name">{}</span></div>'
DRUPAL = '<div class="submitted">Par <span class="username">{}</span> le 27 juin 2019</div>'
PLAIN = '<p class="article__signature">Par {} | 27 juin 2019</p>'
AROUND = (
    '<aside class="sidebar"><ul><li><h4><a href="/b">Le port</a></h4><span>Par <a rel="author" href="/u">Luc Perrin</a></span>'
    '<time datetime="2021-01-05">5 janvier</time></li></ul></aside>'
    '<div class="related"><article><h3><a href="/c">Le barrage</a></h3><span class="author">Inès Marchal</span></article></div>'
    '<section id="comments"><p class="comment-author vcard"><cite class="fn">Jean Bon</cite> '
    '<time datetime="2021-02-07">7 février</time></p></section>'
)


def page(beside: str, *, around: str = AROUND, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang=fr><head><meta charset=utf-8><title>Le fleuve divise les voisins</title>{head}</head><body>"
        f"<main><article><header><h1>Le fleuve divise les voisins</h1>{beside}</header>"
        f"<div>{BODY}</div></article>{around}</main></body>"
    )


@pytest.mark.parametrize(
    "marked", [WORDPRESS, SPIP, MICRODATA, DRUPAL, PLAIN], ids=["wordpress", "spip", "microdata", "drupal", "class"]
)
@pytest.mark.parametrize(
    "author", ["Anne Colin", "Loïc Le Bihan", "Anna Kubíšková", "Hubert de la Morlaye", "Jean de Dieu Makosso", "Paul N'Goran"]
)
def test_the_author_beside_the_headline_is_the_only_one(article: Article, marked: str, author: str) -> None:
    row = article(page(marked.format(author)), "html")
    assert list(row["authors"]) == [author]
    assert author not in row["text"]


def test_what_a_theme_puts_behind_the_name_is_no_part_of_it(article: Article) -> None:
    beside = '<div class="td-post-author-name">Par <a href="/a">Anne Colin</a><div class="td-author-line"> - </div></div>'
    assert list(article(page(beside), "html")["authors"]) == ["Anne Colin"]


@pytest.mark.parametrize("beside", ["", '<p class="author">Par</p>', '<p class="byline">La rédaction</p>'])
def test_authors_of_other_articles_and_of_comments_are_none(article: Article, beside: str) -> None:
    assert list(article(page(beside), "html")["authors"]) == []


def test_a_list_of_many_authors_names_none(article: Article) -> None:
    team = "".join(f'<a rel="author" href="/{name}">{name} Morin</a>' for name in ("Anne", "Luc", "Jean", "Inès", "Rose"))
    assert list(article(page("", around=f"<div>{team}</div>"), "html")["authors"]) == []


@pytest.mark.parametrize(
    ("beside", "day"),
    [
        ('<div>Le <div class="field"><time datetime="2019-06-27T12:00:00Z">27 juin 2019</time></div></div>', "2019-06-27"),
        ("<ul><li>27 juin 2019</li><li>Par Anne Colin</li></ul>", "2019-06-27"),
        ('<p class="posted">Le jeudi 27 juin 2019 à 18h30</p>', "2019-06-27"),
        ('<p><time datetime="2019-07-03T10:18:46Z">Publié le 27 juin 2019</time></p>', "2019-06-27"),
        ('<span class="updated">Mis à jour le <time datetime="2019-07-03">3 juillet 2019</time></span>', None),
        ('<div class="submitted">Soumis par dircom le jeu, 27/06/2019 - 12:00</div>', "2019-06-27"),
        ("", None),
    ],
    ids=["time", "alone in a list", "class", "time of the change", "change alone", "drupal", "none"],
)
def test_the_date_beside_the_headline_is_that_of_the_article(article: Article, beside: str, day: str | None) -> None:
    row = article(page(beside), "html")
    assert (row["published_on"] and str(row["published_on"])) == day


def test_a_date_outside_of_any_article_counts_if_it_is_beside_the_headline(article: Article) -> None:
    beside = '<p class="date"><time datetime="2019-11-06">6 novembre</time></p>'
    source = f"<html lang=fr><body><div><h1>Le fleuve</h1>{beside}{BODY}</div></body>"
    row = article(source, "html")
    assert (str(row["published_on"]), row["published_source"]) == ("2019-11-06", "markup")


@pytest.mark.parametrize(
    "around",
    [
        (
            '<div class="bloc"><ol><li><a href="/b">Le port rouvre mardi</a> <span class="byline">Par Luc Perrin</span></li>'
            '<li><a href="/c">Le barrage tient bon</a> <span class="byline">Par Inès Marchal</span></li></ol></div>'
        ),
        '<div class="les-plus-lus"><a href="/b">Le port</a> <span class="author">Luc Perrin</span></div>',
    ],
    ids=["list without headings", "most read"],
)
def test_authors_in_lists_of_linked_titles_are_none(article: Article, around: str) -> None:
    assert list(article(page("", around=around), "html")["authors"]) == []


def test_an_author_beside_one_linked_title_outside_of_the_article_is_none(article: Article) -> None:
    column = '<div><a href="/edito">Le mot du jour</a><p>Par <a rel="author" href="/u">Luc Perrin</a></p></div>'
    source = f"<html lang=fr><body><main><div><h1>Le fleuve</h1>{BODY * 2}</div><div>{column}</div></main></body>"
    assert list(article(source, "html")["authors"]) == []


@pytest.mark.parametrize(
    "beside",
    [
        '<p class="postmetadata">27 juin 2019 | Par <a href="/h">Anne Colin</a></p>',
        '<div>27 juin 2019 <a href="/author/acolin/">Anne Colin</a></div>',
    ],
    ids=["class of WordPress", "address"],
)
def test_old_themes_name_their_author(article: Article, beside: str) -> None:
    around = '<nav><a href="/auteurs/">Tous nos auteurs</a></nav>'
    row = article(page(f"{beside}{around}", around=""), "html")
    assert list(row["authors"]) == ["Anne Colin"]


def test_an_account_of_the_outlet_is_no_author(article: Article) -> None:
    assert list(article(page(WORDPRESS.format("Le Fil du fleuve"), around=""), "html")["authors"]) == []


def test_several_authors_with_pages_of_their_own_are_no_list(article: Article) -> None:
    card = '<div class="card"><a rel="author" href="/auteur/{0}">{1}</a> <a href="/auteur/{0}">Tous ses articles parus</a></div>'
    beside = f"<div>{card.format('a', 'Anne Colin')}{card.format('b', 'Luc Perrin')}</div>"
    assert list(article(page(beside), "html")["authors"]) == ["Anne Colin", "Luc Perrin"]


@pytest.mark.parametrize("around", ["article", 'div class="post hentry"'])
def test_the_footer_of_the_article_itself_names_author_and_day(article: Article, around: str) -> None:
    footer = f'<footer class="entry-footer">{WORDPRESS.format("Anne Colin")} <time datetime="2019-06-27">27 juin</time></footer>'
    source = (
        f"<html lang=fr><body><{around}><h1>Le fleuve</h1><div>{BODY}</div>{footer}</{around.split(maxsplit=1)[0]}>"
        '<footer><a rel="author">Luc Perrin</a> <time datetime="2021-01-05">5 janvier</time></footer></body>'
    )
    row = article(source, "html")
    assert (list(row["authors"]), str(row["published_on"])) == (["Anne Colin"], "2019-06-27")


TOLD = 'La réunion aura lieu le <time datetime="2019-12-03">3 décembre 2019</time> à la salle des fêtes, en présence des élus.'


@pytest.mark.parametrize(
    "beside",
    [
        f"<p>{TOLD}</p>",
        '<p>© <time datetime="2023">2023</time> Sud-Atlas</p>',
        '<div>Prochaine séance : <time datetime="2019-12-14">14 décembre</time></div>',
        (
            '<ul><li><time datetime="2019-12-14">14 décembre</time> Portes ouvertes</li>'
            '<li><time datetime="2019-12-20">20 décembre</time> Concert de la chorale</li></ul>'
        ),
    ],
    ids=["sentence", "rights", "to come", "agenda"],
)
def test_days_that_the_page_tells_besides_do_not_date_it(article: Article, beside: str) -> None:
    assert article(page(beside, around=""), "html")["published_on"] is None


def test_a_day_in_a_sentence_stays_there(article: Article) -> None:
    assert "aura lieu le 3 décembre 2019 à la salle" in article(page(f"<p>{TOLD}</p>"), "html")["text"]


def test_what_is_left_of_a_line_of_dates_is_no_text(article: Article) -> None:
    row = article(
        page('<p>Publié <time datetime="2019-06-27">jeudi 27 juin 2019</time> Mis à jour <time>28 juin 2019</time></p>'), "html"
    )
    assert row["text"].startswith(PARAGRAPHS[0])
    assert (str(row["published_on"]), str(row["updated_on"])) == ("2019-06-27", "2019-06-28")


def graph(*objects: str) -> str:
    return f'<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{", ".join(objects)}]}}</script>'


PERSON = '{"@type": "Person", "@id": "https://s.example/#p9", "name": "Anne Colin"}'
OUTLET = '{"@type": "Organization", "@id": "https://s.example/#o", "name": "Sud-Atlas"}'


@pytest.mark.parametrize(
    "author",
    ['{"@id": "https://s.example/#p9"}', '[{"@id": "https://s.example/#p9"}]', '"https://s.example/#p9"'],
    ids=["reference", "list", "address"],
)
def test_references_of_a_graph_are_resolved(article: Article, author: str) -> None:
    told = (
        f'{{"@type": "NewsArticle", "headline": "Le fleuve", "author": {author}, "publisher": {{"@id": "https://s.example/#o"}}}}'
    )
    row = article(page("", head=graph(OUTLET, told, PERSON)), "html")
    assert (list(row["authors"]), row["outlet"]) == (["Anne Colin"], "Sud-Atlas")


OWN = (
    '{"@type": "NewsArticle", "headline": "Le fleuve divise les voisins", "url": "https://s.example/9", "author": {"@id": "#p"}}'
)
OTHER = '{"@type": "NewsArticle", "headline": "Le pont rouvre", "url": "https://s.example/7", "author": {"@id": "#q"}}'
OWN_AUTHOR, OTHER_AUTHOR = (
    f'{{"@type": "Person", "@id": "{mark}", "name": "{name}"}}' for mark, name in (("#p", "Anne Colin"), ("#q", "Luc Perrin"))
)


@pytest.mark.parametrize("told", [(OWN, OTHER), (OTHER, OWN)], ids=["first", "last"])
def test_other_articles_of_a_graph_tell_nothing_of_this_one(article: Article, told: tuple[str, str]) -> None:
    row = article(page("", head=graph(*told, OWN_AUTHOR, OTHER_AUTHOR)), "html")
    assert (row["title"], list(row["authors"]), row["url"]) == (
        "Le fleuve divise les voisins",
        ["Anne Colin"],
        "https://s.example/9",
    )


ARTICLE = '{"@type": "NewsArticle", "author": {"@id": "#p"}}'
LD = '<script type="application/ld+json">'


@pytest.mark.parametrize(
    "head",
    [
        f"{LD}[{ARTICLE}]</script>{LD}{OWN_AUTHOR}</script>",
        f"{LD}//<![CDATA[\n[{ARTICLE}, {OWN_AUTHOR}]\n//]]></script>",
        f"{LD}<!-- [{ARTICLE}, {OWN_AUTHOR}] --></script>",
        f"{LD}[{ARTICLE}, {OWN_AUTHOR},];</script>",
        f'<script type="Application/LD+JSON; charset=utf-8">[{ARTICLE}, {OWN_AUTHOR}]</script>',
        graph('{"@type": "https://schema.org/NewsArticle", "creator": {"@id": "#p"}}', OWN_AUTHOR),
        graph('{"@type": "schema:NewsArticle", "schema:author": {"@id": "#p"}}', OWN_AUTHOR),
        graph(ARTICLE, '{"@type": "Person", "@id": "#p", "givenName": "Anne", "familyName": "Colin"}'),
        graph(ARTICLE, '{"@type": ["Person", "Organization"], "@id": "#p", "name": "Anne Colin"}'),
    ],
    ids=["two scripts", "cdata", "comment", "commas", "charset", "creator", "prefix", "parts of a name", "both"],
)
def test_linked_data_are_read_as_content_systems_write_them(article: Article, head: str) -> None:
    assert list(article(page("", head=head), "html")["authors"]) == ["Anne Colin"]


@pytest.mark.parametrize("beside", ["<p>Texte et photos Anne Colin</p>", ""], ids=["shown", "an account"])
def test_the_author_of_the_page_is_that_of_its_article_if_it_is_shown(article: Article, beside: str) -> None:
    head = graph('{"@type": "WebPage", "datePublished": "2023-05-11", "author": {"@id": "#p"}}', OWN_AUTHOR)
    row = article(page(beside, head=head, around=""), "html")
    assert (list(row["authors"]), str(row["published_on"])) == (["Anne Colin"] if beside else [], "2023-05-11")


def test_a_heading_that_links_to_the_first_page_names_the_site(article: Article) -> None:
    source = (
        "<html lang=fr><head><title>Le fleuve divise les voisins | Sud-Atlas</title></head><body>"
        f'<h1 class="logo"><a href="/">Sud-Atlas</a></h1><article><h2>Le fleuve divise les voisins</h2>{BODY}</article></body>'
    )
    assert article(source, "html")["title"] == "Le fleuve divise les voisins"


def test_an_organisation_beside_a_person_is_no_author(article: Article) -> None:
    authors = '{"@type": "Person", "name": "Anne Colin"}, {"@type": "Organization", "name": "Groupe Sud"}'
    told = f'{{"@type": "NewsArticle", "author": [{authors}]}}'
    assert list(article(page("", head=graph(told)), "html")["authors"]) == ["Anne Colin"]


def test_a_change_that_metadata_tell_is_kept(article: Article) -> None:
    told = '{"@type": "NewsArticle", "datePublished": "2023-05-11T07:00:00Z", "dateModified": "2023-06-01T08:00:00Z"}'
    row = article(page("", head=graph(told)), "html")
    assert (str(row["updated_on"]), row["updated_source"]) == ("2023-06-01", "metadata")


STANDFIRST = "Quarante kilomètres de conduites seront remplacés, au prix d'une hausse de douze centimes."


@pytest.mark.parametrize(
    "element",
    [
        f'<div class="chapo teaser-content"><p>{STANDFIRST}</p></div>',
        f'<div class="article-chapeau"><p>{STANDFIRST}</p></div>',
        f'<p class="chapo">{STANDFIRST}</p>',
    ],
)
def test_the_standfirst_outside_of_the_body_is_its_first_paragraph_once(article: Article, element: str) -> None:
    source = (
        f'<html lang=fr><body><div class="entete"><h1>Le fleuve</h1>{element}</div><div class="article-body">{BODY}</div></body>'
    )
    text = article(source, "html")["text"]
    assert text.startswith(STANDFIRST)
    assert text.count(STANDFIRST) == 1


@pytest.mark.parametrize(
    "marked",
    [
        '<p><a rel="author" class="author">Anne Colin</a> <time class="date" datetime="2021-03-02">2 mars</time></p>' * 4000,
        '<div class="date"><h3><a href="/b">Le port</a></h3><span class="author">Luc Perrin</span></div>' * 4000,
        ('<div class="date author">2 mars ' * 200 + "</div>" * 200) * 20,
        "<p>2 mars 2021</p>" * 4000,
    ],
    ids=["side by side", "teasers", "one within another", "alone"],
)
def test_thousands_of_marked_elements_cost_what_their_number_does(marked: str) -> None:
    source, names = page(marked), load_knowledge().metadata
    start = time.process_time()
    read_page(source, names)
    assert time.process_time() - start < 10  # it takes a second; a microsecond for each pair of them would make sixteen
