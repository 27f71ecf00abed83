// Text cut where marks begin and end. Offsets count code points, as Python does; a string here counts UTF-16 units.
"use strict";
(function (d) {
  const { html, address } = d;

  // Pieces of text: {text, kinds, mark}, where the last of the marks that cover a piece is its own.
  d.marked = function (text, marks, from = 0, to = Infinity) {
    const points = Array.isArray(text) ? text : Array.from(text);
    const end = Math.min(to, points.length);
    const inside = marks.filter((mark) => mark.start < end && mark.end > from);
    const cuts = new Set([from, end]);
    for (const mark of inside) {
      cuts.add(Math.max(mark.start, from));
      cuts.add(Math.min(mark.end, end));
    }
    const ordered = [...cuts].sort((one, other) => one - other);
    return ordered.slice(0, -1).map((start, n) => {
      const covering = inside.filter((mark) => mark.start <= start && mark.end >= ordered[n + 1]);
      const kinds = covering.map((mark) => mark.kind);
      return { text: points.slice(start, ordered[n + 1]).join(""), kinds, mark: covering.at(-1) };
    });
  };

  d.Piece = function ({ text, kinds, mark }) {
    if (!mark) return d.shown(text);
    const link = mark.path && address(mark.path, mark.query);
    const inner = html`<mark class=${kinds.join(" ")} title=${mark.title && d.shown(mark.title)}>${d.shown(text)}</mark>`;
    return link ? html`<a class="marked" href=${link}>${inner}</a>` : inner;
  };

  // The paragraphs of a text (points: its code points) with where each begins and ends.
  d.paragraphs = function (points) {
    const found = [];
    let start = 0;
    for (let n = 0; n < points.length; n += 1) {
      if (points[n] === "\n" && points[n + 1] === "\n") {
        found.push([start, n]);
        start = n + 2;
        n += 1;
      }
    }
    found.push([start, points.length]);
    return found;
  };
})(depeche);
