// What changed since the release before, and the history of the folder.
"use strict";
(function (d) {
  const { html, t, label, country, number, percent, day, address } = d;
  const Reasons = ({ side, words }) => side.of_articles > 0 && html`<br /><small>${t(words, number(side.of_articles))}</small>`;

  // Text that leads to its page, where this release has one: rows that were removed have none.
  const Read = ({ gone, path, children }) => (gone ? children : html`<a href=${address(path)}>${children}</a>`);

  // A row of each table as its reader knows it.
  const TOLD = {
    articles: (row, gone) => html`<${Read} gone=${gone} path=${["article", row.article_id]}><${d.Data} of=${row.title ?? row.article_id} /></${Read}> · <${d.Data} of=${row.outlet ?? t("no_outlet")} /> · ${day(row.published_on)}`,
    entities: (row, gone) => html`<${Read} gone=${gone} path=${["article", row.article_id]}>« <${d.Data} of=${row.text} /> »</${Read}> <${d.Data} of=${row.entity_name} />${row.country && ` (${country(row.country)})`}`,
    events: (row, gone) => html`<${d.Badges} of=${row} /> ${day(row.date_start)} · <${Read} gone=${gone} path=${["event", row.event_id]}><${d.Sentence} text=${row.sentence} marks=${[]} /></${Read}>`,
    quarantine: (row) => html`<code><${d.Data} of=${row.uri} /></code> ${label("stage", row.stage)}${t("colon")} ${label("quarantine_reason", row.reason)} <small><${d.Data} of=${row.detail} /></small>`,
  };
  const PAGE_OF = { event_id: "event", article_id: "article" };
  const VALUES = ["column", "before", "now"];

  const Changed = ({ row }) => html`${Object.entries(row).filter(([name]) => !VALUES.includes(name)).map(([name, value]) => (PAGE_OF[name] ? html`<a href=${address([PAGE_OF[name], value])}><code>${value.slice(0, 8)}</code></a> ` : html`<code><${d.Data} of=${value} /></code> `))}
    ${row.column}${t("colon")} <${d.Data} of=${row.before ?? t("none")} /> <span class="arrow">→</span> <${d.Data} of=${row.now ?? t("none")} />`;

  // What the release was made with that the one before was not, in words; nothing where it was the same.
  function madeWords(made) {
    const titles = { code: t("code"), versions: t("versions"), settings: t("settings"), models: t("models") };
    return Object.entries(made).filter(([, names]) => names.length).map(([part, names]) => `${titles[part]} (${names.map((name) => label("stage", name)).join(", ")})`).join(" ; ");
  }

  const FROM = { added: { articles: "why_new_article", quarantine: "why_new_source" }, removed: { articles: "why_lost_article", quarantine: "why_lost_source" } };

  function why(reason, table, kind, made) {
    if (reason === "article") return t(FROM[kind][table] ?? FROM[kind].articles);
    if (reason === "retold") return t("why_retold");
    return madeWords(made) || t("why_articles");
  }

  const Samples = ({ table, kind, rows, made }) => rows.length > 0 && html`
    <details><summary>${table} · ${t(kind)} · ${t("samples")}</summary><ul class="samples">${rows.map((row) => html`<li>
      ${kind === "changed" ? html`<${Changed} row=${row} />` : TOLD[table](row, kind === "removed")} <small class="why">${why(row.why, table, kind, made)}</small></li>`)}</ul></details>`;

  function Compared({ changes }) {
    const columns = [
      { title: t("table"), cell: (row) => row.table },
      { title: t("added"), right: true, cell: (row) => html`${number(row.added.rows)}<${Reasons} side=${row.added} words=${row.table === "quarantine" ? "of_new_sources" : "of_new_articles"} />` },
      { title: t("removed"), right: true, cell: (row) => html`${number(row.removed.rows)}<${Reasons} side=${row.removed} words=${row.table === "quarantine" ? "of_lost_sources" : "of_lost_articles"} />` },
      { title: t("changed"), right: true, cell: (row) => number(row.changed) },
      { title: t("changed_columns"), cell: (row) => Object.entries(row.columns).map(([name, count]) => `${name} ${number(count)}`).concat(row.retyped.map((name) => `${name} (${t("retyped")})`)).join(", ") },
    ];
    const words = madeWords(changes.made_otherwise);
    return html`<p>${t("changes_since", changes.since)} ${words ? t("changes_made", words) : t("changes_made_same")}.</p>
      <${d.Table} columns=${columns} rows=${changes.tables} />
      ${changes.tables.map((table) => html`${["added", "removed"].map((kind) => html`<${Samples} table=${table.table} kind=${kind} rows=${table[kind].samples} made=${changes.made_otherwise} />`)}<${Samples} table=${table.table} kind="changed" rows=${table.samples} made=${changes.made_otherwise} />`)}`;
  }

  // Rates of the last releases side by side, those first that moved most since the release before.
  function Rates({ title, releases, rates, named, written }) {
    const keys = [...new Set(rates.flatMap((rate) => Object.keys(rate)))];
    const moved = (key) => Math.abs((rates.at(-1)[key] ?? 0) - (rates.at(-2)[key] ?? 0));
    const rows = keys.sort((one, other) => moved(other) - moved(one) || (one < other ? -1 : 1)).slice(0, 30);
    return html`<details><summary>${title}</summary><${d.Table} rows=${rows} columns=${[
      { title: "", cell: named },
      ...releases.map((id, n) => ({ title: n === releases.length - 1 ? t("now") : id, right: true, cell: (key) => (key in rates[n] ? written(rates[n][key]) : "–") })),
    ]} /></details>`;
  }

  function Drift({ history, figures }) {
    const counted = history.filter((release) => Object.keys(release.rates.types).length).slice(-3);
    if (counted.length === 0) return null;
    const now = { types: Object.fromEntries(figures.types.map((row) => [row.type, row.events])), outlets: Object.fromEntries(figures.outlets.map((row) => [row.outlet ?? "", row.events_per_article])) };
    const all = [...counted.map((release) => release.rates), now];
    const releases = [...counted.map((release) => d.dated(release.release_id)), ""];
    const shares = (counts) => {
      const sum = Object.values(counts).reduce((one, other) => one + other, 0) || 1;
      return Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, count / sum]));
    };
    return html`<h3>${t("drift")}</h3>
      <${Rates} title=${t("drift_types")} releases=${releases} rates=${all.map((rate) => shares(rate.types))} named=${(key) => label("event_type", key)} written=${percent} />
      <${Rates} title=${t("drift_outlets")} releases=${releases} rates=${all.map((rate) => rate.outlets)} named=${(key) => (key ? html`<${d.Data} of=${key} />` : t("no_outlet"))} written=${number} />`;
  }

  // The moment that the id of a release begins with, as day and time of UTC.
  const dated = (id) => `${day(`${id.slice(0, 4)}-${id.slice(4, 6)}-${id.slice(6, 8)}`)}, ${id.slice(9, 11)}:${id.slice(11, 13)} UTC`;

  d.Changes = function ({ data }) {
    const { history } = data.facts;
    const listed = [...history, { release_id: data.facts.release_id, rows: Object.fromEntries(Object.entries(data.facts.tables).map(([name, table]) => [name, table.rows])) }].reverse();
    return html`<${d.Section} id="changes" title=${t("changes")}>
      ${data.changes ? html`<${Compared} changes=${data.changes} />` : html`<p>${t("changes_first")}</p>`}
      <${Drift} history=${history} figures=${data.figures} />
      ${history.length > 0 && html`<h3>${t("history")}</h3><${d.Table} rows=${listed} columns=${[
        { title: t("release"), cell: (row) => html`<code>${row.release_id}</code><br /><small>${dated(row.release_id)}</small>` },
        ...["articles", "entities", "events", "quarantine"].map((name) => ({ title: name, right: true, cell: (row) => number(row.rows[name] ?? 0) })),
      ]} />`}
    </${d.Section}>`;
  };
  d.dated = dated;
})(depeche);
