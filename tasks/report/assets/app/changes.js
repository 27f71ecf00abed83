// What changed since the release before, and the history of the folder.
"use strict";
(function (d) {
  const { html, t, label, number, percent, day, address } = d;
  const PAGE_OF = { event_id: "event", article_id: "article" };

  const Reasons = ({ side, words }) => side.of_articles > 0 && html`<br /><small>${t(words, number(side.of_articles))}</small>`;

  function Sample({ row }) {
    return html`<li>${Object.entries(row).map(([name, value]) => html`<span class="field"><small>${name}</small> ${
      PAGE_OF[name] ? html`<a href=${address([PAGE_OF[name], value])}>${value.slice(0, 8)}</a>` : html`<${d.Data} of=${value ?? t("none")} />`}</span> `)}</li>`;
  }

  const Samples = ({ table, kind, rows }) => rows.length > 0 && html`
    <details><summary>${table.table} · ${t(kind)} · ${t("samples")}</summary><ul class="samples">${rows.map((row) => html`<${Sample} row=${row} />`)}</ul></details>`;

  function Made({ made }) {
    const titles = { code: t("code"), versions: t("versions"), settings: t("settings") };
    const parts = Object.entries(made).filter(([, names]) => names.length);
    const words = parts.map(([part, names]) => `${titles[part]} (${names.join(", ")})`).join(" ; ");
    return html`<p>${parts.length ? t("changes_made", words) : t("changes_made_same")}.</p>`;
  }

  function Compared({ changes }) {
    const columns = [
      { title: t("table"), cell: (row) => row.table },
      { title: t("added"), right: true, cell: (row) => html`${number(row.added.rows)}<${Reasons} side=${row.added} words="of_new_articles" />` },
      { title: t("removed"), right: true, cell: (row) => html`${number(row.removed.rows)}<${Reasons} side=${row.removed} words="of_lost_articles" />` },
      { title: t("changed"), right: true, cell: (row) => number(row.changed) },
      { title: t("changed_columns"), cell: (row) => Object.entries(row.columns).map(([name, count]) => `${name} ${number(count)}`).concat(row.retyped.map((name) => `${name} (${t("retyped")})`)).join(", ") },
    ];
    return html`<p>${t("changes_since", changes.since)}</p><${Made} made=${changes.made_otherwise} />
      <${d.Table} columns=${columns} rows=${changes.tables} />
      ${changes.tables.some((row) => row.table === "events" && row.removed.rows > row.removed.of_articles) && html`<p class="note">${t("changes_renamed")}</p>`}
      ${changes.tables.map((table) => html`<${Samples} table=${table} kind="added" rows=${table.added.samples} /><${Samples} table=${table} kind="removed" rows=${table.removed.samples} /><${Samples} table=${table} kind="changed" rows=${table.samples} />`)}`;
  }

  // Rates of the last releases side by side, those first that moved most since the release before.
  function Rates({ title, releases, rates, named, written }) {
    const keys = [...new Set(rates.flatMap((rate) => Object.keys(rate)))];
    const moved = (key) => Math.abs((rates.at(-1)[key] ?? 0) - (rates.at(-2)[key] ?? 0));
    const rows = keys.sort((one, other) => moved(other) - moved(one) || (one < other ? -1 : 1)).slice(0, 30);
    return html`<details><summary>${title}</summary><${d.Table} rows=${rows} columns=${[
      { title: "", cell: named },
      ...releases.map((id, n) => ({ title: n === releases.length - 1 ? t("now") : id, right: true, cell: (key) => written(rates[n][key] ?? 0) })),
    ]} /></details>`;
  }

  function Drift({ history, figures }) {
    const counted = history.filter((release) => Object.keys(release.rates.types).length).slice(-3);
    if (counted.length === 0) return null;
    const now = { types: Object.fromEntries(figures.types.map((row) => [row.type, row.events])), outlets: Object.fromEntries(figures.outlets.map((row) => [row.outlet ?? "", row.events_per_article])) };
    const all = [...counted.map((release) => release.rates), now];
    const releases = [...counted.map((release) => release.release_id.split("-")[0]), ""];
    const shares = (counts) => {
      const sum = Object.values(counts).reduce((one, other) => one + other, 0) || 1;
      return Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, count / sum]));
    };
    return html`<h3>${t("drift")}</h3>
      <${Rates} title=${t("drift_types")} releases=${releases} rates=${all.map((rate) => shares(rate.types))} named=${(key) => label("event_type", key)} written=${percent} />
      <${Rates} title=${t("drift_outlets")} releases=${releases} rates=${all.map((rate) => rate.outlets)} named=${(key) => (key ? html`<${d.Data} of=${key} />` : t("no_outlet"))} written=${number} />`;
  }

  const dated = (id) => day(`${id.slice(0, 4)}-${id.slice(4, 6)}-${id.slice(6, 8)}`);

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
