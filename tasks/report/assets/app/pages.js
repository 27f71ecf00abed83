// The pages of one event, one article and one entity.
"use strict";
(function (d) {
  const { html, t, label, country, number, percent, day, address } = d;

  function Loaded({ kind, id, Page, ...rest }) {
    const { value, error } = d.useLoaded(() => d.one(kind, id).then((found) => ({ found })), [kind, id]);
    if (!value) return html`<${d.Waiting} error=${error} />`;
    if (!value.found) return html`<p class="problem" role="alert">${t("missing", d.shown(id))}</p>`;
    return html`<${Page} of=${value.found} ...${rest} />`;
  }

  const Fact = ({ name, children }) => html`<div><dt>${name}</dt><dd>${children}</dd></div>`;

  // ---- an event ----
  // What proposed it: TYPE:learned is the model's, TYPE:lemma and TYPE:lemma:… a rule of the lexicon.
  function evidence(rule) {
    const [, trigger] = rule.split(":");
    return trigger === "learned" ? t("by_model") : t("by_rule", d.shown(trigger ?? rule));
  }

  function Telling({ event, mention, article }) {
    const inSentence = (party) => party.start >= mention.start && party.end <= mention.end;
    const side = (parties, kind) => parties.filter(inSentence).map((party) => ({ start: party.start - mention.start, end: party.end - mention.start, kind, title: party.name, path: party.entity_id && ["entity", party.entity_id] }));
    const marks = [...side(mention.actors, "actor"), ...side(mention.recipients, "recipient"), { start: mention.trigger_start - mention.start, end: mention.trigger_end - mention.start, kind: "trigger" }];
    const elsewhere = [...mention.actors, ...mention.recipients].filter((party) => !inSentence(party));
    return html`<li><${d.Sentence} text=${mention.text} marks=${marks} />
      ${elsewhere.map((party) => html`<p class="note"><${d.Data} of=${party.name} />${t("colon")} ${t("party_elsewhere", d.shown(party.text))}</p>`)}
      <p class="note"><a href=${address(["article", mention.article_id], { event: event.event_id })}><${d.Data} of=${article?.title ?? t("in_article")} /></a> · <${d.Data} of=${article?.outlet ?? t("no_outlet")} /> · ${day(article?.published_on)}${" "}
        · <span title=${d.shown(mention.rule_id)}>${evidence(mention.rule_id)}</span> · ${t("confidence").toLowerCase()} ${percent(mention.confidence)}${article?.duplicate_of && html` · ${t("repeat_of")}`}</p></li>`;
  }

  const Legend = ({ kinds }) => html`<p class="legend">${kinds.map((kind) => html`<span><mark class=${kind}>${t(`legend_${kind}`)}</mark></span> `)}</p>`;

  function Event({ of }) {
    const { event, origins, articles } = of;
    const byId = new Map(articles.map((article) => [article.article_id, article]));
    return html`<article class="single"><p><a href=${address(["events"])}>${t("nav_events")}</a> / <code>${event.event_id}</code></p>
      <h1><${d.Badges} of=${event} /> <${d.Parties} of=${event.actors} side="actor" /> <span class="arrow">→</span> <${d.Parties} of=${event.recipients} side="recipient" /></h1>
      <h2>${t("tellings")}</h2><${Legend} kinds=${["trigger", "actor", "recipient"]} />
      <ol class="tellings">${event.mentions.map((mention) => html`<${Telling} event=${event} mention=${mention} article=${byId.get(mention.article_id)} />`)}</ol>
      <dl class="facts">
        <${Fact} name=${t("when")}>${day(event.date_start, event.date_precision)}${event.date_end && event.date_end !== event.date_start && html` – ${day(event.date_end)}`} <small>(${label("date_precision", event.date_precision)}, ${label("date_source", event.date_source)}${event.date_confidence != null && `, ${percent(event.date_confidence)}`})</small></${Fact}>
        <${Fact} name=${t("where")}>${event.place_name ? html`<a href=${address(["events"], { pid: event.place_id })}><${d.Data} of=${event.place_name} /></a>` : t("none")} <small>${event.place_country && country(event.place_country)} (${label("place_precision", event.place_precision)})</small></${Fact}>
        <${Fact} name=${t("realis")}>${label("realis", event.realis)}${event.hedged && `, ${t("hedged")}`}</${Fact}>
        ${event.attribution.length > 0 && html`<${Fact} name=${t("attribution")}>${event.attribution.map((id) => html`<${d.Entity} id=${id} /> `)}</${Fact}>`}
        <${Fact} name=${t("confidence")}>${percent(event.confidence)} <small>(${t("who_right", percent(event.who_confidence))})</small></${Fact}>
        <${Fact} name=${t("origins")}>${origins > 1 ? t("several_origins", articles.length, origins) : t("one_origin", articles.length)}</${Fact}>
        ${event.event_mode && html`<${Fact} name="mode"><code><${d.Data} of=${event.event_mode} /></code></${Fact}>`}
      </dl></article>`;
  }
  d.EventPage = ({ id }) => html`<${Loaded} kind="event" id=${id} Page=${Event} />`;

  // ---- an article ----
  function marksOf(of, wanted, names, events) {
    const found = [];
    if (names) for (const name of of.names) found.push({ start: name.start, end: name.end, kind: "name", title: `${name.name}${name.country ? `, ${country(name.country)}` : ""}`, path: ["entity", name.id] });
    if (wanted) {
      const told = of.events.filter((event) => event.id === wanted);
      for (const event of told) {
        found.push({ start: event.sentence_start, end: event.sentence_end, kind: "told-here" });
        for (const [side, parties] of [["actor", event.actors], ["recipient", event.recipients]]) for (const party of parties) found.push({ start: party.start, end: party.end, kind: side, title: party.name, path: party.id && ["entity", party.id] });
      }
    }
    if (events) for (const event of of.events) found.push({ start: event.start, end: event.end, kind: event.id === wanted ? "trigger" : "trigger other", title: `${label("event_type", event.type)} (${label("realis", event.realis)})`, path: ["event", event.id] });
    return found;
  }

  function Text({ of, wanted }) {
    const [names, setNames] = d.useState(true);
    const [events, setEvents] = d.useState(true);
    const place = d.useRef(null);
    const points = Array.from(of.article.text);
    const marks = marksOf(of, wanted, names, events);
    d.useEffect(() => { if (wanted) place.current?.querySelector("mark.told-here")?.scrollIntoView({ block: "center" }); }, [wanted]);
    return html`<p class="choice"><label><input type="checkbox" checked=${names} onChange=${() => setNames(!names)} /> ${t("show_names")}</label> <label><input type="checkbox" checked=${events} onChange=${() => setEvents(!events)} /> ${t("show_events")}</label></p>
      <${Legend} kinds=${wanted ? ["trigger", "actor", "recipient", "name"] : ["trigger", "name"]} />
      <div class="text" ref=${place} lang="fr">${d.paragraphs(points).map(([from, to]) => html`<p dir="auto">${d.marked(points, marks, from, to).map((piece) => d.Piece(piece))}</p>`)}</div>`;
  }

  function Article({ of, query }) {
    const { article } = of;
    const page = d.webAddress(article.url);
    const others = of.cluster.filter((other) => other.article_id !== article.article_id);
    return html`<article class="single"><p><a href=${address(["articles"])}>${t("nav_articles")}</a> / <code>${article.article_id}</code></p>
      <h1><${d.Data} of=${article.title ?? article.article_id} /></h1>
      <p class="note"><${d.Data} of=${article.outlet ?? t("no_outlet")} /> · ${t("published")} ${day(article.published_on, article.published_precision)} · ${number(article.word_count)} ${t("words")}${article.duplicate_of && html` · <a href=${address(["article", article.duplicate_of])}>${t("repeat_of")} (${label("relation", article.relation)}, ${article.overlap !== null && percent(article.overlap)})</a>`}${page && html` · <a href=${page} rel="noreferrer noopener" target="_blank">${t("original_page")}</a>`}</p>
      <p class="note">${t("source_file")}${t("colon")} ${article.sources.map((source) => html`<code><${d.Data} of=${source.uri} /></code> `)}</p>
      <${Text} of=${of} wanted=${query.event} />
      <details><summary>${t("events_here")} · ${number(of.events.length)}</summary><ul>${of.events.map((event) => html`<li><a href=${address(["event", event.id])}>${label("event_type", event.type)}</a> <small>${label("realis", event.realis)}</small> <${d.Parties} of=${event.actors} side="actor" /> → <${d.Parties} of=${event.recipients} side="recipient" /></li>`)}</ul></details>
      <details><summary>${t("removed_here")} · ${number(article.removed.length)}</summary>${article.removed.length === 0 ? html`<p>${t("removed_none")}</p>` : html`<ul class="samples">${article.removed.map((line) => html`<li><small>${label("removed_reason", line.reason)}</small> <${d.Data} of=${line.text} /></li>`)}</ul>`}</details>
      ${others.length > 0 && html`<details open><summary>${t("cluster_here")} · ${number(others.length)}</summary><ul>${others.map((other) => html`<li><a href=${address(["article", other.article_id])}><${d.Data} of=${other.title ?? other.article_id} /></a> <small><${d.Data} of=${other.outlet ?? t("no_outlet")} /> · ${day(other.published_on)}</small></li>`)}</ul></details>`}
    </article>`;
  }
  d.ArticlePage = ({ id, query }) => html`<${Loaded} kind="article" id=${id} Page=${Article} query=${query} />`;

  // ---- an entity ----
  function Entity({ of }) {
    const { entity, events, articles, forms, total } = of;
    return html`<article class="single"><p><a href=${address(["entities"])}>${t("nav_entities")}</a> / <code>${d.shown(entity.entity_id)}</code></p>
      <h1><${d.Data} of=${entity.name} /></h1>
      <p class="note">${label("label", entity.label)}${entity.country && ` · ${country(entity.country)}`} · ${number(entity.articles)} ${t("articles")} · ${number(entity.mentions)} ${t("mentions")}</p>
      <p>${t("forms")}${t("colon")} ${(forms ?? []).map((form, n) => html`${n > 0 && ", "}« <${d.Data} of=${form.text} /> » ${number(form.n)}`)}</p>
      <h2>${t("events_of", number(total))}</h2><p><a href=${address(["events"], { entity: entity.entity_id })}>${t("all_events_of")}</a></p>
      <ul class="rows">${events.map((event) => html`<li><p class="facts"><a href=${address(["event", event.id])}>${day(event.start, event.prec)}</a> <${d.Badges} of=${event} /> <${d.Parties} of=${event.a} side="actor" /> <span class="arrow">→</span> <${d.Parties} of=${event.r} side="recipient" /></p></li>`)}</ul>
      <h2>${t("articles_of")}</h2><ul>${articles.map((article) => html`<li><a href=${address(["article", article.id])}><${d.Data} of=${article.title ?? article.id} /></a> <small><${d.Data} of=${article.outlet ?? t("no_outlet")} /> · ${day(article.start)} · ${number(article.n)}</small></li>`)}</ul>
    </article>`;
  }
  d.EntityPage = ({ id }) => html`<${Loaded} kind="entity" id=${id} Page=${Entity} />`;
})(depeche);
