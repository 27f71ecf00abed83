// Parts that several views share. Strings of the data only ever become text nodes.
"use strict";
(function (d) {
  const { html, t, label, shown, address, number } = d;

  d.Data = ({ of }) => html`<bdi>${shown(of)}</bdi>`;

  // A value that is loaded when the part appears.
  d.useLoaded = function (start, keys) {
    const [found, set] = d.useState({});
    d.useEffect(() => {
      let alive = true;
      set({});
      start().then((value) => alive && set({ value }), (error) => alive && set({ error }));
      return () => { alive = false; };
    }, keys);
    return found;
  };

  d.Waiting = ({ error }) =>
    error ? html`<p class="problem" role="alert">${t("failed", shown(error.message))}</p>` : html`<p class="note">${t("loading")}</p>`;

  d.Section = ({ id, title, help, figures, children }) => html`
    <section id=${id}>
      <div class="heading"><h2>${title}</h2>${figures && html`<${Downloads} names=${figures} />`}</div>
      ${help && html`<p class="note">${help}</p>`}
      ${children}
    </section>`;

  const Downloads = ({ names }) => html`<p class="downloads">${t("download")} ${names.map((name) => html`
    <span key=${name}>${names.length > 1 ? `${name} ` : ""}<a href="figures/${name}.csv" download>CSV</a> <a href="figures/${name}.json" download>JSON</a></span>${" "}`)}</p>`;

  // A table: columns of {title, cell(row), right}.
  d.Table = ({ columns, rows, id }) => html`
    <div class="wide"><table id=${id}>
      <thead><tr>${columns.map((column) => html`<th scope="col" class=${column.right ? "right" : ""}>${column.title}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${columns.map((column) => html`
        <td class=${column.right ? "right" : ""} data-title=${column.title}>${column.cell(row)}</td>`)}</tr>`)}</tbody>
    </table></div>`;

  d.Count = ({ of, path, query }) => (of ? html`<a href=${address(path, query)}>${number(of)}</a>` : "0");

  d.Entity = ({ id, name }) => (id ? html`<a class="entity" href=${address(["entity", id])}><${d.Data} of=${name ?? id} /></a>` : html`<${d.Data} of=${name} />`);

  d.Parties = ({ of, side }) => of.length === 0 ? html`<span class="nobody">${t("nobody")}</span>` : of.map((party, n) => html`
    ${n > 0 && ", "}<span class=${`party ${side}`}><${d.Entity} id=${party.id ?? party.entity_id} name=${party.name} />${party.country && html`<abbr title=${d.country(party.country)}>${party.country}</abbr>`}</span>`);

  d.Badges = ({ of }) => html`<span class="badges"><span class=${`badge quad${of.quad ?? of.quad_class ?? 0}`}>${label("event_type", of.type ?? of.event_type)}</span>${of.realis !== "actual" && html`<span class="badge realis">${label("realis", of.realis)}</span>`}${of.hedged && html`<span class="badge realis">${t("hedged")}</span>`}</span>`;

  // A sentence with its trigger marked; offsets count code points.
  d.Sentence = function ({ text, marks }) {
    return html`<q class="sentence" dir="auto">${d.marked(text, marks).map((piece) => d.Piece(piece))}</q>`;
  };

  // Offers rows as a CSV file; text that a spreadsheet would compute gets an apostrophe, as in tasks/spreadsheets.py.
  d.offerCsv = function (name, rows) {
    const cell = (value) => {
      const text = value == null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
      const inert = typeof value === "string" && /^[=+\-@\t\r\n＝＋－＠']/.test(text) ? `'${text}` : text;
      return `"${inert.replaceAll('"', '""')}"`;
    };
    const names = Object.keys(rows[0] ?? {});
    const lines = [names, ...rows.map((row) => names.map((column) => row[column]))].map((line) => line.map(cell).join(","));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
    link.download = `${name}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
})(depeche);
