// The first page: verdict, what to know first, changes, then every figure with the way to its rows.
"use strict";
(function (d) {
  const { html, t, label, country, number, percent, day, address } = d;
  const total = (rows, name = "events") => rows.reduce((sum, row) => sum + row[name], 0);

  const Choice = ({ value, values, set, name }) => html`<p class="choice" role="group" aria-label=${name}>${values.map(([code, words]) => html`
    <button type="button" aria-pressed=${code === value} onClick=${() => set(code)}>${words}</button>`)}</p>`;

  function Verdict({ facts, figures }) {
    const { verdict, tables } = facts;
    const failed = verdict.findings.filter((finding) => !finding.passed);
    const critical = failed.filter((finding) => finding.severity === "critical");
    const read = facts.stages[0];
    const quarantined = total(figures.quarantine, "sources");
    const models = facts.stages.map((stage) => stage.model).filter(Boolean).join(", ");
    const [{ first_day, last_day }] = figures.periods;
    const corroborated = figures.corroboration.filter((row) => row.origins > 1);
    const tiles = [
      [number(tables.articles.rows), t("articles"), address(["articles"])],
      [number(tables.events.rows), t("events"), address(["events"])],
      [percent(total(corroborated) / (tables.events.rows || 1)), t("independent"), address(["events"], { origins: "2" })],
      [percent(total(figures.links, "linked") / (total(figures.links, "mentions") || 1)), t("linked"), address(["entities"])],
    ];
    return html`<section id="verdict" class=${verdict.success ? "verdict holds" : "verdict critical"}>
      <h1>${verdict.success ? t("verdict_accepted", number(tables.articles.rows), number(tables.events.rows), number(tables.entities.rows)) : t("verdict_refused", critical.length)}</h1>
      <p>${t("verdict_line", facts.release_id, d.dated(facts.release_id), facts.made.versions.depeche, facts.schema_version)}${models && t("verdict_model", models)}.
        ${" "}${t("verdict_input", number(read.read), facts.source && t("verdict_folder", d.shown(facts.source)), number(quarantined))}${first_day && t("verdict_days", day(first_day), day(last_day))}.
        ${" "}${failed.length > critical.length && html`<a href="#/s/appendix">${t("lesser_failures", failed.length - critical.length)}</a>`}</p>
      <ul class="tiles">${tiles.map(([value, words, link]) => html`<li><a href=${link}><strong>${value}</strong> ${words}</a></li>`)}</ul>
    </section>`;
  }

  const Issues = ({ issues }) => html`<${d.Section} id="issues" title=${t("issues")}>
    ${issues.length === 0 ? html`<p>${t("issues_none")}</p>` : html`<ol class="issues">${issues.map((issue) => html`<li>
      <strong>${percent(issue.share)}</strong> ${issue[d.state.language]} <small>(${t("issue_count", number(issue.rows), number(issue.of))})</small>
      ${" "}<a href=${address([issue.list], issue.filter)}>${t("see_rows")}</a></li>`)}</ol>`}
  </${d.Section}>`;

  // What the stages that lose nothing have made.
  function madeBy({ facts, figures }) {
    const count = (words, value) => `${number(value)} ${words}`;
    return {
      deduplicate: count(t("repeats").toLowerCase(), total(figures.relations.filter((row) => row.relation !== "original"), "articles")),
      annotate: count(t("mentions"), total(figures.links, "mentions")),
      link: count(t("linked_names"), total(figures.links, "linked")),
      code_events: count(t("events"), facts.tables.events.rows),
    };
  }

  function Funnel({ facts, figures }) {
    const made = madeBy({ facts, figures });
    const warned = facts.stages.flatMap((row) => (row.warnings ?? []).map((words) => [row.stage, words]));
    const samples = (reason) => figures.quarantine_samples.filter((row) => row.reason === reason);
    return html`<${d.Section} id="funnel" title=${t("funnel")} help=${t("funnel_help")} figures=${["quarantine", "quarantine_samples", "removed"]}>
      <${d.Table} rows=${facts.stages} columns=${[
        { title: t("stage"), cell: (row) => label("stage", row.stage) },
        { title: t("unit"), cell: (row) => label("unit", row.unit) },
        { title: t("read"), right: true, cell: (row) => number(row.read) },
        { title: t("kept"), right: true, cell: (row) => number(row.kept) },
        { title: t("quarantined"), right: true, cell: (row) => number(row.quarantined) },
        { title: t("note"), cell: (row) => made[row.stage] },
        { title: t("seconds"), right: true, cell: (row) => number(Math.round(row.seconds * 10) / 10) },
      ]} />
      ${warned.map(([stage, words]) => html`<p><span class="status warning">${label("stage", stage)}</span> <${d.Data} of=${words} /></p>`)}
      ${figures.quarantine.map((row) => html`<details><summary>${label("quarantine_reason", row.reason)} (${label("stage", row.stage)}) · ${number(row.sources)}</summary>
        <ul class="samples">${samples(row.reason).map((sample) => html`<li><code><${d.Data} of=${sample.uri} /></code> <${d.Data} of=${sample.detail} /></li>`)}</ul></details>`)}
      <details><summary>${t("removed_lines")} · ${number(total(figures.removed, "lines"))}</summary><${d.Table} rows=${figures.removed} columns=${[
        { title: t("reason"), cell: (row) => label("removed_reason", row.reason) },
        { title: t("lines"), right: true, cell: (row) => number(row.lines) },
        { title: t("articles"), right: true, cell: (row) => number(row.articles) },
      ]} /></details>
    </${d.Section}>`;
  }

  function Coverage({ figures }) {
    const [{ unit }] = figures.periods;
    return html`<${d.Section} id="coverage" title=${t("coverage")} help=${t("coverage_help", t(unit))} figures=${["coverage", "outlets"]}>
      ${figures.coverage.length > 0 && html`<${d.Chart} name="coverage" height=${`${44 + 20 * new Set(figures.coverage.map((row) => row.outlet)).size}px`} title=${t("coverage")} draw=${(width) => d.drawCoverage(width, figures.coverage, unit)} />`}
      <${d.Table} rows=${figures.outlets} columns=${[
        { title: t("outlet"), cell: (row) => html`<a href=${address(["articles"], { outlet: row.outlet ?? "none" })}>${row.outlet === null ? t("no_outlet") : html`<${d.Data} of=${row.outlet} />`}</a>` },
        { title: t("articles"), right: true, cell: (row) => number(row.articles) },
        { title: t("repeats"), right: true, cell: (row) => html`<${d.Count} of=${row.repeats} path=${["articles"]} query=${{ outlet: row.outlet ?? "none", dup: "yes" }} />` },
        { title: t("undated"), right: true, cell: (row) => html`<${d.Count} of=${row.undated} path=${["articles"]} query=${{ outlet: row.outlet ?? "none", start: "none" }} />` },
        { title: t("unsigned"), right: true, cell: (row) => number(row.unsigned) },
        { title: t("without_event"), right: true, cell: (row) => html`<${d.Count} of=${row.without_event} path=${["articles"]} query=${{ outlet: row.outlet ?? "none", events: "none" }} />` },
        { title: t("events"), right: true, cell: (row) => html`<${d.Count} of=${row.events} path=${["events"]} query=${{ outlet: row.outlet ?? "none" }} />` },
        { title: t("events_per_article"), right: true, cell: (row) => number(row.events_per_article) },
      ]} />
      <h3>${t("gaps")}</h3><${d.Table} rows=${figures.outlets} columns=${[
        { title: t("outlet"), cell: (row) => (row.outlet === null ? t("no_outlet") : html`<${d.Data} of=${row.outlet} />`) },
        { title: t("events_to_day"), right: true, cell: (row) => row.events > 0 && percent(row.events_to_day / row.events) },
        { title: t("events_to_city"), right: true, cell: (row) => row.events > 0 && percent(row.events_to_city / row.events) },
        { title: t("days_covered"), right: true, cell: (row) => number(row.days) },
        { title: t("silence"), cell: (row) => row.silent_days > 0 && t("silence_of", number(row.silent_days), day(row.silent_from), day(row.silent_to)) },
      ]} />
    </${d.Section}>`;
  }

  const Legend = () => html`<p class="legend">${["1", "2", "3", "4"].map((quad) => html`<a href=${address(["events"], { quad })}><i class=${`quad${quad}`}></i> ${label("quad", quad)}</a> `)}</p>`;

  function Timeline({ figures }) {
    const [type, setType] = d.useState("");
    const [{ unit }] = figures.periods;
    const rows = figures.timeline.filter((row) => !type || row.type === type);
    const beside = (row) => (row.reason === "unknown" ? { start: "none" } : { from: row.from_day, to: row.to_day, prec: row.reason === "coarse" ? "coarse" : null });
    return html`<${d.Section} id="timeline" title=${t("timeline")} help=${t("timeline_help", t(unit))} figures=${["timeline", "timeline_rest", "types"]}>
      <p class="choice"><label>${t("type")} <select value=${type} onChange=${(event) => setType(event.target.value)}><option value="">${t("all_types")}</option>
        ${figures.types.map((row) => html`<option value=${row.type}>${label("event_type", row.type)}</option>`)}</select></label></p>
      <${Legend} />
      <${d.Chart} name="timeline" height="280px" title=${t("timeline")} redraw=${[type]} draw=${(width) => d.drawTimeline(width, rows, unit, type ? "type" : "quad")} />
      <p class="note">${t("timeline_rest")} ${figures.timeline_rest.map((row, n) => html`${n > 0 && ", "}<a href=${address(["events"], beside(row))}>${t(`rest_${row.reason}`, number(row.events))}</a>`)}</p>
      <h3>${t("types")}</h3>
      <${d.Chart} name="types" height=${`${40 + 22 * figures.types.length}px`} title=${t("types")} draw=${(width) => d.drawTypes(width, figures.types)} />
    </${d.Section}>`;
  }

  function WorldMap({ figures }) {
    const [frame, setFrame] = d.useState("data");
    const drawn = total(figures.places) + total(figures.place_countries, "country_only");
    const unknown = total(figures.place_precision.filter((row) => row.precision === "unknown"));
    const all = total(figures.place_precision);
    return html`<${d.Section} id="map" title=${t("map")} help=${t("map_help", number(unknown), number(Math.max(0, all - unknown - drawn)))} figures=${["places", "place_countries", "place_precision"]}>
      <${Choice} name=${t("map")} value=${frame} set=${setFrame} values=${[["data", t("map_data")], ["europe", t("map_europe")], ["world", t("map_world")]]} />
      <${d.Chart} name="map" shape="2" title=${t("map")} redraw=${[frame]} draw=${(width) => d.drawMap(width, figures.places, figures.place_countries, frame)} />
      <${d.Table} rows=${figures.place_precision} columns=${[
        { title: t("precision"), cell: (row) => label("place_precision", row.precision) },
        { title: t("events"), right: true, cell: (row) => html`<${d.Count} of=${row.events} path=${["events"]} query=${{ pp: row.precision }} />` },
        { title: t("with_point"), right: true, cell: (row) => number(row.with_point) },
      ]} />
    </${d.Section}>`;
  }

  // The country that a party speaks for, where its name is another: Kiev (Ukraine).
  const Of = ({ name, code }) => code && country(code) !== name && html` <small>(${country(code)})</small>`;

  function Who({ figures }) {
    const [by, setBy] = d.useState("country");
    const [measure, setMeasure] = d.useState("events");
    const rows = by === "country" ? figures.countries : figures.sectors;
    const full = by === "country" ? country : (code) => label("sector", code);
    const quad = { cooperation: "coop", conflict: "conf" };
    const query = (row, measured) => (by === "country" ? { actor: row.actor, recipient: row.recipient, quad: quad[measured] } : { asector: row.actor, rsector: row.recipient, quad: quad[measured] });
    return html`<${d.Section} id="who" title=${t("who")} help=${t("who_help")} figures=${["countries", "sectors", "dyads"]}>
      <${Choice} name=${t("who")} value=${by} set=${setBy} values=${[["country", t("by_country")], ["sector", t("by_sector")]]} />
      <${Choice} name=${t("events")} value=${measure} set=${setMeasure} values=${["events", "cooperation", "conflict"].map((name) => [name, t(`measure_${name}`)])} />
      <${d.Chart} name="matrix" height="24rem" title=${t("who")} redraw=${[by, measure]} draw=${(width) => d.drawMatrix(width, rows, measure, by, full, query)} />
      <h3>${t("dyads")}</h3>
      <${d.Table} rows=${figures.dyads.slice(0, 20)} columns=${[
        { title: t("actor"), cell: (row) => html`<${d.Entity} id=${row.actor_id} name=${row.actor} /><${Of} name=${row.actor} code=${row.actor_country} />` },
        { title: t("recipient"), cell: (row) => html`<${d.Entity} id=${row.recipient_id} name=${row.recipient} /><${Of} name=${row.recipient} code=${row.recipient_country} />` },
        ...["events", "cooperation", "conflict"].map((name) => ({ title: name === "events" ? t("events") : t(`measure_${name}`), right: true, cell: (row) => html`<${d.Count} of=${row[name]} path=${["events"]} query=${{ aid: row.actor_id, rid: row.recipient_id, quad: quad[name] }} />` })),
      ]} />
    </${d.Section}>`;
  }

  const Entities = ({ figures }) => html`<${d.Section} id="entities" title=${t("entities")} help=${t("entities_help")} figures=${["entities", "links"]}>
    <${d.Table} rows=${figures.entities.slice(0, 20)} columns=${[
      { title: t("name"), cell: (row) => html`<${d.Entity} id=${row.entity_id} name=${row.name} />` },
      { title: t("kind"), cell: (row) => label("label", row.label) },
      { title: t("country"), cell: (row) => row.country && country(row.country) },
      { title: t("articles"), right: true, cell: (row) => number(row.articles) },
      { title: t("mentions"), right: true, cell: (row) => number(row.mentions) },
      { title: t("events"), right: true, cell: (row) => html`<${d.Count} of=${row.events} path=${["events"]} query=${{ entity: row.entity_id }} />` },
    ]} /><p><a href=${address(["entities"])}>${t("search")} …</a></p>
  </${d.Section}>`;

  function Corroboration({ figures }) {
    const articles = [...new Set(figures.corroboration.map((row) => row.articles))];
    const origins = [...new Set(figures.corroboration.map((row) => row.origins))];
    const count = (a, o) => figures.corroboration.find((row) => row.articles === a && row.origins === o)?.events;
    const words = (n) => (n >= 10 ? "10+" : String(n));
    return html`<${d.Section} id="copies" title=${t("corroboration")} help=${t("corroboration_help")} figures=${["corroboration", "relations", "clusters"]}>
      <${d.Table} rows=${origins} columns=${[{ title: `${t("origins")} ↓ ${t("articles")} →`, cell: (row) => words(row) }, ...articles.map((a) => ({ title: words(a), right: true, cell: (row) => html`<${d.Count} of=${count(a, row)} path=${["events"]} query=${{ norigins: row, narticles: a }} />` }))]} />
      <h3>${t("clusters")}</h3>
      <${d.Table} rows=${figures.clusters.slice(0, 15)} columns=${[
        { title: t("text"), cell: (row) => html`<a href=${address(["article", row.cluster_id])}><${d.Data} of=${row.title ?? row.cluster_id} /></a>` },
        { title: t("articles"), right: true, cell: (row) => number(row.articles) },
        { title: t("outlets"), right: true, cell: (row) => number(row.outlets) },
        { title: t("published"), cell: (row) => day(row.first_published) },
      ]} />
      <h3>${t("relation")}</h3>
      <${d.Table} rows=${figures.relations} columns=${[
        { title: t("relation"), cell: (row) => label("relation", row.relation) },
        { title: t("articles"), right: true, cell: (row) => number(row.articles) },
        { title: t("mean_overlap"), right: true, cell: (row) => row.mean_overlap && percent(row.mean_overlap) },
      ]} />
    </${d.Section}>`;
  }

  const interval = (of) => of && `${percent(of.share)} (${percent(of.low)}–${percent(of.high)})`;

  // What was measured by type and confidence, on the gold of the sample, and how far two readers agree.
  const Measured = ({ measured }) => html`<h3>${t("by_type")}</h3><p class="note">${t("by_type_help", day(measured.measured_on))}</p>
    <${d.Table} rows=${measured.types} columns=${[
      { title: t("type"), cell: (row) => label("event_type", row.type) },
      { title: t("precision_of_types"), right: true, cell: (row) => interval(row.precision) }, { title: "n", right: true, cell: (row) => row.precision && number(row.precision.of) },
      { title: t("recall_of_types"), right: true, cell: (row) => interval(row.recall) }, { title: "n", right: true, cell: (row) => row.recall && number(row.recall.of) },
    ]} />
    <h3>${t("calibration")}</h3><p class="note">${t("calibration_help")}</p>
    <${d.Chart} name="calibration" height="300px" title=${t("calibration")} draw=${(width) => d.drawCalibration(width, measured.confidence)} />
    <${d.Table} rows=${measured.confidence} columns=${[
      { title: t("confidence"), cell: (row) => `${percent(row.from)}–${percent(row.from + 0.1)}` },
      { title: t("precision_of_types"), right: true, cell: (row) => interval(row.right) }, { title: "n", right: true, cell: (row) => number(row.right.of) },
    ]} />
    <h3>${t("agreement")}</h3><p class="note">${t("agreement_help", number(measured.agreement.documents))}</p>
    <${d.Table} rows=${Object.entries(measured.agreement).filter(([name]) => name !== "documents")} columns=${[
      { title: t("figure"), cell: ([name]) => label("agreement", name) }, { title: "", right: true, cell: ([, value]) => d.decimals(value.toFixed(3)) },
    ]} />`;

  const Quality = ({ quality, measured, figures }) => html`<${d.Section} id="quality" title=${t("quality")} help=${t("quality_help", day(quality.measured_on))} figures=${["measured_types", "calibration", "confidence", "dates"]}>
    <${d.Table} rows=${quality.rows} columns=${[{ title: t("figure"), cell: (row) => (d.state.language === "fr" ? row.fr : row.name) }, ...quality.columns.map((column, n) => ({ title: column[d.state.language], right: true, cell: (row) => d.decimals(row.figures[n]) }))]} />
    <${Measured} measured=${measured} />
    <h3>${t("confidence")}</h3><p class="note">${t("confidence_help")}</p>
    <${d.Chart} name="confidence" height="180px" title=${t("confidence")} draw=${(width) => d.drawConfidence(width, figures.confidence)} />
    <h3>${t("dates")}</h3>
    <${d.Table} rows=${figures.dates} columns=${[
      { title: t("date_source"), cell: (row) => label("date_source", row.source) },
      { title: t("precision"), cell: (row) => label("date_precision", row.precision) },
      { title: t("events"), right: true, cell: (row) => html`<${d.Count} of=${row.events} path=${["events"]} query=${{ src: row.source, prec: row.precision }} />` },
    ]} />
  </${d.Section}>`;

  const Cite = ({ facts }) => html`<${d.Section} id="cite" title=${t("cite")}>
    <p class="citation">${t("cite_text", facts.release_id, d.dated(facts.release_id), number(facts.tables.articles.rows), number(facts.tables.events.rows), facts.release_id.split("-")[1])}</p>
    <p>${t("licence")}</p>
    <details><summary>${t("checksums")}</summary><${d.Table} rows=${Object.entries(facts.tables)} columns=${[
      { title: t("table"), cell: ([name]) => name }, { title: t("rows"), right: true, cell: ([, table]) => number(table.rows) }, { title: "SHA-256", cell: ([, table]) => html`<code>${table.sha256}</code>` },
    ]} /></details>
    <details><summary>${t("made_with")}</summary><p>${Object.entries(facts.made.versions).map(([name, version]) => `${name} ${version}`).join(", ")}</p>
      <p>${t("code")}${t("colon")} ${Object.entries(facts.made.code).map(([name, version]) => `${name} ${version}`).join(", ")}</p></details>
  </${d.Section}>`;

  const said = (finding) => (d.state.language === "fr" && finding.words_fr) || finding.words;

  // Who judges a check otherwise than the project does, and why.
  function SetBy({ of }) {
    if (!of?.by) return null; // releases of earlier code state it otherwise
    const severity = of.severity && t("set_severity", ...of.severity.map((code) => label("severity", code)));
    const allowed = of.allowed && t("set_allowed", ...of.allowed.map(percent));
    return html`<p class="note set-by">${[severity, allowed].filter(Boolean).join(", ")} ${t("set_by")} <${d.Data} of=${of.by} />${t("colon")} <${d.Data} of=${of.because} /></p>`;
  }

  // The rows that break a check, as their reader sees them: what they say, what was found, and the way to where it stands.
  const Failing = ({ finding }) => html`<details><summary><span class=${`status ${finding.severity}`}>${label("severity", finding.severity)}</span>
      ${" "}<${d.Data} of=${said(finding)} /> · ${number(finding.failed)} / ${number(finding.rows)}${finding.mostly < 1 && html` <small>(${t("allowed_share", percent(1 - finding.mostly))})</small>`}</summary>
    <${SetBy} of=${finding.set_by} />
    <ul class="samples">${finding.sample.map((row) => html`<li>${row.text && html`<${d.Data} of=${row.text} /> `}<small><${d.Data} of=${row.found} /></small>
      ${/^(article|event)\/[0-9a-f]+$/.test(row.link) && html` <a href=${address(row.link.split("/"))}>${t("read_it")}</a>`}</li>`)}</ul>
    ${finding.failed > finding.sample.length && html`<p class="note">${t("first_of", number(finding.sample.length), number(finding.failed))}</p>`}</details>`;

  const outcome = (finding) => (finding.problem || finding.failed === null ? finding.outcome : t(finding.severity === "error" ? "rows_taken" : "rows_break", number(finding.failed), number(finding.rows)));

  // All checks of one table, those that fail first.
  function Checks({ table, findings }) {
    const failing = findings.filter((finding) => !finding.passed).length;
    return html`<details class="checks"><summary>${table} · ${number(findings.length)}${failing > 0 && html` <span class="status warning">${t("of_which_fail", number(failing))}</span>`}</summary><${d.Table} rows=${findings} columns=${[
      { title: t("column"), cell: (row) => row.column }, { title: t("expected"), cell: (row) => html`<${d.Data} of=${said(row)} />` },
      { title: t("severity"), cell: (row) => html`${label("severity", row.severity)}<${SetBy} of=${row.set_by} />` },
      { title: t("outcome"), cell: (row) => (row.passed ? html`<span class="status holds">${t("holds")}</span>${row.failed > 0 && html` <small>${t("rows_break", number(row.failed), number(row.rows))}</small>`}` : html`<span class=${`status ${row.severity}`}><${d.Data} of=${outcome(row)} /></span>`) },
    ]} /></details>`;
  }

  function Appendix({ verdict }) {
    const failed = verdict.findings.filter((finding) => !finding.passed);
    const changed = verdict.findings.filter((finding) => finding.set_by?.by);
    const shown = failed.filter((finding) => finding.code && finding.sample.length);
    const listed = [...failed, ...verdict.findings.filter((finding) => finding.passed)];
    const tables = [...new Set(verdict.findings.map((finding) => finding.table))];
    return html`<${d.Section} id="appendix" title=${t("appendix")} help=${t("appendix_help", number(listed.length), number(failed.length))}>
      <p><a href="validation/index.html">${t("validation_pages")}</a></p>
      ${changed.length > 0 && html`<h3>${t("changed_checks")}</h3><ul>${changed.map((finding) => html`<li><${d.Data} of=${said(finding)} /> <${SetBy} of=${finding.set_by} /></li>`)}</ul>`}
      ${shown.length > 0 && html`<h3>${t("failing_rows")}</h3>${shown.map((finding) => html`<${Failing} finding=${finding} />`)}<h3>${t("all_checks")}</h3>`}
      ${tables.map((table) => html`<${Checks} table=${table} findings=${listed.filter((finding) => finding.table === table)} />`)}
    </${d.Section}>`;
  }

  const CONTENTS = [["issues", "issues"], ["changes", "changes"], ["funnel", "funnel"], ["coverage", "coverage"], ["timeline", "timeline"], ["map", "map"], ["who", "who"], ["entities", "entities"], ["copies", "corroboration"], ["quality", "quality"], ["limits", "known_issues"], ["cite", "cite"], ["appendix", "appendix"]];

  d.Overview = function ({ section }) {
    const { data } = d.state;
    d.useEffect(() => { if (section) document.getElementById(section)?.scrollIntoView(); }, [section]);
    return html`<div class="overview">
      <aside><nav aria-label=${t("contents")}>${CONTENTS.map(([id, key]) => html`<a href=${`#/s/${id}`}>${t(key)}</a>`)}</nav></aside>
      <div>
        <${Verdict} ...${data} /><${Issues} ...${data} /><${d.Changes} data=${data} /><${Funnel} ...${data} /><${Coverage} ...${data} /><${Timeline} ...${data} />
        <${WorldMap} ...${data} /><${Who} ...${data} /><${Entities} ...${data} /><${Corroboration} ...${data} /><${Quality} ...${data} />
        <${d.Section} id="limits" title=${t("known_issues")}><ul>${data.known_issues.map((issue) => html`<li>${issue[d.state.language]}</li>`)}</ul></${d.Section}>
        <${Cite} ...${data} /><${Appendix} verdict=${data.facts.verdict} />
      </div>
    </div>`;
  };
})(depeche);
