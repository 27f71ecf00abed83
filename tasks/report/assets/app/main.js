// The frame around the views: header, switches, and which view the address names.
"use strict";
(function (d) {
  const { html, t, address } = d;
  const VIEWS = { events: "Events", articles: "Articles", entities: "Entities" };
  const PAGES = { event: "EventPage", article: "ArticlePage", entity: "EntityPage" };

  // What was chosen stays with the browser where it lets a page from disk keep anything.
  function remembered(name, value) {
    try {
      if (value !== undefined) localStorage.setItem(`depeche-${name}`, value);
      return localStorage.getItem(`depeche-${name}`);
    } catch {
      return null;
    }
  }

  function View({ place }) {
    const [first, second] = place.path;
    if (PAGES[first] && second) return html`<${d[PAGES[first]]} key=${first + second} id=${second} query=${place.query} />`;
    if (VIEWS[first]) return html`<${d[VIEWS[first]]} query=${place.query} />`;
    return html`<${d.Overview} section=${first === "s" ? second : null} />`;
  }

  function App() {
    const [place, setPlace] = d.useState(d.here());
    const [language, setLanguage] = d.useState(d.state.language);
    const [theme, setTheme] = d.useState(remembered("theme") ?? "auto");
    d.state.language = language;
    d.useEffect(() => {
      const moved = () => {
        const next = d.here();
        if (next.path[0] !== "s") scrollTo(0, 0);
        setPlace(next);
      };
      addEventListener("hashchange", moved);
      return () => removeEventListener("hashchange", moved);
    }, []);
    d.useEffect(() => {
      document.documentElement.lang = language;
      document.documentElement.dataset.theme = theme;
      document.title = `${t("product")} · ${d.state.data.facts.release_id}`;
    });
    const switched = () => {
      const next = language === "fr" ? "en" : "fr";
      remembered("language", next);
      setLanguage(next);
    };
    const dark = theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    const turned = () => {
      const next = dark ? "light" : "dark";
      remembered("theme", next);
      setTheme(next);
    };
    const link = (path, key) => html`<a href=${address(path)} aria-current=${(place.path[0] === "s" ? "" : place.path[0] ?? "") === (path[0] ?? "") ? "page" : null}>${t(key)}</a>`;
    return html`
      <header>
        <a class="brand" href="#/">${t("product")}</a>
        <nav>${link([], "nav_overview")}${link(["events"], "nav_events")}${link(["articles"], "nav_articles")}${link(["entities"], "nav_entities")}</nav>
        <span class="switches">
          <button id="theme" type="button" title=${t("theme")} aria-label=${t("theme")} onClick=${turned}>${dark ? "☀" : "☾"}</button>
          <button id="language" type="button" lang=${language === "fr" ? "en" : "fr"} onClick=${switched}>${t("language_switch")}</button>
        </span>
      </header>
      <main key=${language}><${View} place=${place} /></main>
      <footer>${t("product")} ${d.state.data.facts.made.versions.depeche} · ${d.state.data.facts.release_id}</footer>`;
  }

  // On paper nothing can be unfolded; the list of all checks stays folded, it is longer than all the rest.
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details:not(.checks)")) folded.open = true;
  });

  d.load("overview").then((data) => {
    d.state.data = data;
    d.state.language = remembered("language") ?? (navigator.language.startsWith("fr") ? "fr" : "en");
    const root = document.getElementById("page");
    root.replaceChildren();
    d.render(html`<${App} />`, root);
  });
})(depeche);
