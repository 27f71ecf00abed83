// The lists of events, articles and entities: shards are searched one after the other until a page is full.
"use strict";
(function (d) {
  const { html, t, label, country, number, percent, day, folded, address } = d;
  const PAGE = 50;
  const AHEAD = 4; // shards that are loaded while one is searched
  const TOLD_EVERY = 12; // shards after which the page says how far it is
  const NONE = "none";
  const countries = (parties) => parties.map((party) => party.country);
  const ids = (parties) => parties.map((party) => party.entity_id);
  const sectors = (parties) => parties.map((party) => party.sector);
  const QUADS = { coop: [1, 2], conf: [3, 4] };
  const PRECISIONS = { fine: ["day", "week", "month"], coarse: ["season", "year"] };
  const words = (row) => [row.s, row.place, ...row.a.map((party) => party.name), ...row.r.map((party) => party.name)].join(" ");
  const dateTests = {
    start: (row) => row.start === null,
    from: (row, value) => row.start !== null && row.start >= value,
    to: (row, value) => row.start !== null && row.start <= value,
  };

  // For each filter whether a row keeps it; `skip` says which values a shard's summary must hold.
  const EVENTS = {
    ...dateTests,
    type: (row, value) => row.type === value,
    quad: (row, value) => (QUADS[value] ?? [Number(value)]).includes(row.quad),
    realis: (row, value) => row.realis === value,
    country: (row, value) => row.pc === value || countries(row.a).includes(value) || countries(row.r).includes(value),
    actor: (row, value) => countries(row.a).includes(value),
    recipient: (row, value) => countries(row.r).includes(value),
    place: (row, value) => row.pc === value,
    asector: (row, value) => sectors(row.a).includes(value),
    rsector: (row, value) => sectors(row.r).includes(value),
    aid: (row, value) => ids(row.a).includes(value),
    rid: (row, value) => ids(row.r).includes(value),
    entity: (row, value) => ids(row.a).includes(value) || ids(row.r).includes(value),
    pid: (row, value) => row.pid === value,
    pp: (row, value) => row.pp === value,
    src: (row, value) => row.src === value,
    prec: (row, value) => (PRECISIONS[value] ?? [value]).includes(row.prec),
    conf: (row, value) => row.conf >= Number(value),
    below: (row, value) => row.conf < Number(value),
    outlet: (row, value) => (value === NONE ? row.outlets.length === 0 : row.outlets.includes(value)),
    origins: (row, value) => (value === "1" ? row.origins === 1 : row.origins > 1),
    norigins: (row, value) => Math.min(row.origins, 10) === Number(value),
    narticles: (row, value) => Math.min(row.articles, 10) === Number(value),
    side: (row) => row.a.length === 0,
    check: (row) => row.realis === "actual" && row.start !== null && row.last !== null && row.start > row.last,
    q: (row, value) => folded(words(row)).includes(value),
  };
  const ARTICLES = {
    ...dateTests,
    outlet: (row, value) => (value === NONE ? row.outlet === null : row.outlet === value),
    events: (row) => row.events === 0,
    dup: (row) => row.dup !== null,
    q: (row, value) => folded(`${row.title} ${row.lead}`).includes(value),
  };
  const ENTITIES = {
    label: (row, value) => row.label === value,
    country: (row, value) => row.country === value,
    linked: (row) => !row.id.startsWith("Q"),
    q: (row, value) => folded(row.name).includes(value),
  };
  // A shard that lacks the value in this part of its summary holds no such row.
  const ZONES = { type: "type", realis: "realis", actor: "actor", recipient: "recipient", place: "place", outlet: "outlet", label: "label" };

  function mayHold(summary, query) {
    if (query.from && (summary.last === null || summary.last < query.from)) return false;
    if (query.to && (summary.first === null || summary.first > query.to)) return false;
    if (query.start === NONE && summary.undated === 0) return false;
    return Object.entries(ZONES).every(([filter, zone]) => !query[filter] || query[filter] === NONE || !summary[zone] || summary[zone].includes(query[filter]));
  }

  // Rows that keep all filters, from shard `at` on, until there are as many as wanted.
  async function search(kind, tests, query, found, wanted, alive, tell) {
    const shards = (await d.load("catalogue")).lists[kind];
    const filters = Object.entries(query).filter(([name, value]) => tests[name] && value).map(([name, value]) => [tests[name], name === "q" ? folded(value) : value]);
    const total = shards.reduce((sum, summary) => sum + summary.rows, 0);
    const held = shards.map((summary) => mayHold(summary, query));
    const loads = new Map();
    const shard = (n) => {
      if (!loads.has(n)) loads.set(n, d.load(`${kind}/${String(n).padStart(5, "0")}`));
      return loads.get(n);
    };
    let { at, searched, rows } = found;
    while (at < shards.length && rows.length < wanted && alive()) {
      if (held[at]) {
        for (let n = at, ahead = 0; n < shards.length && ahead < AHEAD; n += 1) if (held[n]) { shard(n); ahead += 1; }
        const kept = (await shard(at)).filter((row) => filters.every(([test, value]) => test(row, value)));
        loads.delete(at);
        if (kept.length) rows = rows.concat(kept);
        if (loads.size && at % TOLD_EVERY === 0) tell({ at, searched, rows, total, done: false, busy: true });
      }
      searched += shards[at].rows;
      at += 1;
    }
    return { at, searched, rows, total, done: at >= shards.length };
  }

  const START = { at: 0, searched: 0, rows: [] };

  function useSearch(kind, tests, query) {
    const [found, set] = d.useState(null);
    const [wanted, setWanted] = d.useState(PAGE);
    const [error, setError] = d.useState(null);
    const key = JSON.stringify(query);
    d.useEffect(() => { setWanted(PAGE); set(null); }, [key]);
    d.useEffect(() => {
      let alive = true;
      search(kind, tests, query, wanted > PAGE && found && !found.busy ? found : START, wanted, () => alive, (part) => alive && set(part)).then((next) => alive && set(next), setError);
      return () => { alive = false; };
    }, [key, wanted]);
    return { found, wanted, error, more: () => setWanted(Math.max(wanted, found.rows.length) + PAGE) };
  }

  const go = (kind, query) => { location.hash = address([kind], query).slice(1); };

  // ---- filters ----
  function Filters({ kind, query, controls, shownAlone }) {
    const change = (name, value) => go(kind, { ...query, [name]: value });
    const others = Object.entries(query).filter(([name, value]) => value && !controls.some((control) => control.name === name));
    return html`<form class="filters" onSubmit=${(event) => event.preventDefault()}>
      ${controls.map((control) => html`<label key=${control.name}>${control.title}${control.options
        ? html`<select name=${control.name} value=${query[control.name] ?? ""} onChange=${(event) => change(control.name, event.target.value)}><option value="">${t("any")}</option>${control.options.map(([value, text]) => html`<option value=${value} selected=${query[control.name] === value}>${text}</option>`)}</select>`
        : html`<input name=${control.name} type=${control.type ?? "search"} value=${query[control.name] ?? ""} placeholder=${control.placeholder ?? ""} min=${control.min} max=${control.max} step=${control.step} onChange=${(event) => change(control.name, event.target.value)} />`}</label>`)}
      ${others.length > 0 && html`<p class="others">${t("other_filters")} ${others.map(([name, value]) => html`<button type="button" onClick=${() => change(name, "")}>${shownAlone(name, value)} ✕</button> `)}</p>`}
      <button type="button" class="quiet" onClick=${() => go(kind, {})}>${t("reset")}</button>
    </form>`;
  }

  const filterWords = { pp: "place_precision", src: "date_source", asector: "sector", rsector: "sector", prec: "date_precision" };
  const flags = ["side", "check", "events", "linked", "dup", "start"];
  function shownAlone(name, value) {
    if (flags.includes(name)) return t(`filter_${name}`);
    if (PRECISIONS[value] && name === "prec") return t(`prec_${value}`);
    if (name === "quad") return `${t("filter_quad")}${t("colon")} ${QUADS[value] ? t(value === "coop" ? "measure_cooperation" : "measure_conflict") : label("quad", value)}`;
    const titles = { aid: "actor", rid: "recipient", actor: "actor", recipient: "recipient", place: "where", norigins: "origins", narticles: "articles" };
    const title = titles[name] ? t(titles[name]) : d.state.data.texts[`filter_${name}`] ? t(`filter_${name}`) : d.shown(name);
    const text = ["actor", "recipient", "place"].includes(name) ? country(value) : filterWords[name] ? label(filterWords[name], value) : nameOf(value);
    return html`${title}${t("colon")} <bdi>${d.shown(text)}</bdi>`;
  }

  function nameOf(id) {
    const { figures } = d.state.data;
    const named = figures.entities.find((row) => row.entity_id === id) ?? figures.places.find((row) => row.place_id === id);
    const dyad = figures.dyads.find((row) => row.actor_id === id || row.recipient_id === id);
    return named?.name ?? named?.place ?? (dyad ? (dyad.actor_id === id ? dyad.actor : dyad.recipient) : id);
  }

  function List({ kind, tests, query, controls, title, Row }) {
    const { found, error, more } = useSearch(kind, tests, query);
    const rows = found?.rows ?? [];
    return html`<div class="list"><h1>${title}</h1>
      <${Filters} kind=${kind} query=${query} controls=${controls} shownAlone=${shownAlone} />
      ${error && html`<${d.Waiting} error=${error} />`}
      <p class="found" aria-live="polite">${!found ? t("searching") : found.done ? t("found", number(rows.length)) : t("found_more", number(rows.length), number(found.searched), number(found.total))}
        ${rows.length > 0 && html` <button type="button" class="quiet" onClick=${() => d.offerCsv(kind, rows)}>${t("rows_csv")}</button>`}</p>
      ${found && found.done && rows.length === 0 && html`<p>${t("nothing")}</p>`}
      <ol class=${`rows ${kind}`}>${rows.map((row) => html`<li key=${row.id}><${Row} row=${row} /></li>`)}</ol>
      ${found && !found.done && !found.busy && html`<button type="button" id="more" onClick=${more}>${t("more")}</button>`}
    </div>`;
  }

  const sorted = (pairs) => pairs.sort((one, other) => one[1].localeCompare(other[1], d.state.language));
  const codes = (vocabulary) => Object.keys(d.state.data.labels[vocabulary]).map((code) => [code, label(vocabulary, code)]);
  const allCountries = () => sorted(Object.keys(d.state.data.countries).map((code) => [code, country(code)]));
  const outlets = () => d.state.data.figures.outlets.map((row) => (row.outlet === null ? [NONE, t("no_outlet")] : [row.outlet, d.shown(row.outlet)]));
  const dates = () => [{ name: "from", title: t("from"), type: "date" }, { name: "to", title: t("to"), type: "date" }];

  function EventRow({ row }) {
    const marks = [{ start: row.t0, end: row.t1, kind: "trigger" }];
    return html`<p class="facts"><${d.Badges} of=${row} /> <${d.Parties} of=${row.a} side="actor" /> <span class="arrow">→</span> <${d.Parties} of=${row.r} side="recipient" /></p>
      <p><a class="told" href=${address(["event", row.id])}><${d.Sentence} text=${row.s} marks=${marks} /></a></p>
      <p class="note">${day(row.start, row.prec)}${row.place && html` · <${d.Data} of=${row.place} />`} · ${t("confidence").toLowerCase()} ${percent(row.conf)} · ${row.origins > 1 ? t("several_origins", row.articles, row.origins) : row.articles > 1 ? t("one_origin", row.articles) : html`<${d.Data} of=${row.outlets[0] ?? t("no_outlet")} />`}</p>`;
  }

  d.Events = ({ query }) => html`<${List} kind="events" tests=${EVENTS} query=${query} title=${t("nav_events")} Row=${EventRow} controls=${[
    { name: "q", title: t("search"), placeholder: t("search_events") },
    { name: "type", title: t("type"), options: sorted(codes("event_type")) },
    { name: "country", title: t("country"), options: allCountries() },
    { name: "realis", title: t("realis"), options: codes("realis") },
    ...dates(),
    { name: "conf", title: t("min_confidence"), type: "number", min: 0, max: 1, step: 0.05 },
    { name: "outlet", title: t("outlet"), options: outlets() },
    { name: "origins", title: t("min_origins"), options: [["1", t("origins_1")], ["2", t("origins_2")]] },
  ]} />`;

  const ArticleRow = ({ row }) => html`<p><a class="told" href=${address(["article", row.id])}><${d.Data} of=${row.title ?? row.lead} /></a></p>
    <p class="note">${day(row.start, row.prec)} · <${d.Data} of=${row.outlet ?? t("no_outlet")} /> · ${number(row.words)} ${t("words")} · ${number(row.events)} ${t("events")}${row.dup && html` · ${t("repeat_of")} (${label("relation", row.relation)})`}</p>`;

  d.Articles = ({ query }) => html`<${List} kind="articles" tests=${ARTICLES} query=${query} title=${t("nav_articles")} Row=${ArticleRow} controls=${[
    { name: "q", title: t("search"), placeholder: t("search_articles") },
    { name: "outlet", title: t("outlet"), options: outlets() },
    ...dates(),
  ]} />`;

  const EntityRow = ({ row }) => html`<p><a class="told" href=${address(["entity", row.id])}><${d.Data} of=${row.name} /></a> <span class="note">${label("label", row.label)}${row.country && ` · ${country(row.country)}`} · ${number(row.articles)} ${t("articles")} · ${number(row.mentions)} ${t("mentions")} · ${number(row.events)} ${t("events")} · <code>${d.shown(row.id)}</code></span></p>`;

  d.Entities = ({ query }) => html`<${List} kind="entities" tests=${ENTITIES} query=${query} title=${t("nav_entities")} Row=${EntityRow} controls=${[
    { name: "q", title: t("search"), placeholder: t("search_entities") },
    { name: "label", title: t("kind"), options: codes("label") },
    { name: "country", title: t("country"), options: allCountries() },
  ]} />`;
})(depeche);
