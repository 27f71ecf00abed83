// The charts, drawn by Observable Plot. Each mark is a link to the rows that it counts.
"use strict";
(function (d) {
  const { html, t, label, country, number, percent, day, shown, address } = d;
  const QUADS = [1, 2, 3, 4];
  const COLOURS = QUADS.map((quad) => `var(--quad${quad})`);
  const libraries = async () => {
    await d.script("assets/vendor/d3.js");
    await d.script("assets/vendor/plot.js");
  };

  // A chart that is drawn once the page can be used, and again when its width changes; `height` is kept free for it.
  d.Chart = function ({ draw, name, title, height, shape, redraw = [] }) {
    const place = d.useRef(null);
    const [width, setWidth] = d.useState(0);
    const [error, setError] = d.useState(null);
    d.useEffect(() => {
      const sized = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
      let alive = true;
      libraries().then(() => alive && sized.observe(place.current.parentElement), setError);
      return () => { alive = false; sized.disconnect(); };
    }, []);
    d.useEffect(() => {
      if (!width) return;
      Promise.resolve(draw(width)).then((drawn) => {
        drawn.setAttribute("role", "group");
        drawn.setAttribute("aria-label", title);
        place.current?.replaceChildren(drawn);
      }, setError);
    }, [width, ...redraw]);
    return html`<div class="chart" style=${{ minHeight: height, aspectRatio: shape }}><div ref=${place} data-chart=${name}></div>${error && html`<${d.Waiting} error=${error} />`}</div>`;
  };

  // Ticks of a time axis in the page's language.
  function tick(date, n, dates) {
    const years = dates.length > 1 && dates.at(-1) - dates[0] > 366 * 86400000;
    const options = years ? { month: "short", year: "numeric", timeZone: "UTC" } : { day: "numeric", month: "short", timeZone: "UTC" };
    return d.formatter(Intl.DateTimeFormat, options).format(date);
  }

  // The first day after a day, week or month.
  function after(period, unit) {
    const end = new Date(`${period}T00:00:00Z`);
    if (unit === "month") end.setUTCMonth(end.getUTCMonth() + 1);
    else end.setUTCDate(end.getUTCDate() + (unit === "week" ? 7 : 1));
    return end;
  }
  const until = (period, unit) => d3.utcDay.offset(after(period, unit), -1).toISOString().slice(0, 10);

  d.drawTimeline = function (width, rows, unit, by) {
    const named = by === "quad" ? (row) => label("quad", String(row.quad)) : (row) => label("event_type", row.type);
    const gathered = d3.flatRollup(rows, (group) => d3.sum(group, (row) => row.events), (row) => row.period, (row) => row.quad, by === "quad" ? () => null : (row) => row.type);
    const bars = gathered.map(([period, quad, type, events]) => ({ period, quad, type, events }));
    const query = (bar) => ({ from: bar.period, to: until(bar.period, unit), prec: "fine", type: bar.type, quad: bar.type ? null : bar.quad });
    return Plot.plot({
      width, height: 280, marginLeft: 44, style: { background: "none" },
      x: { label: null, type: "utc", tickFormat: tick, ticks: Math.max(2, Math.floor(width / 110)) }, y: { label: t("events"), grid: true },
      color: { domain: QUADS, range: COLOURS },
      marks: [
        Plot.rectY(bars, Plot.stackY({
          x: (bar) => new Date(`${bar.period}T00:00:00Z`), interval: unit === "day" ? "day" : unit === "week" ? "monday" : "month",
          y: "events", fill: "quad", order: "quad", insetLeft: 0.5, insetRight: 0.5, href: (bar) => address(["events"], query(bar)),
          title: (bar) => `${day(bar.period, unit)} · ${named(bar)} · ${number(bar.events)}`,
        })),
        Plot.ruleY([0]),
      ],
    });
  };

  d.drawCoverage = function (width, rows, unit) {
    const most = Math.max(...rows.map((row) => row.articles));
    const outlets = [...d3.rollup(rows, (group) => d3.sum(group, (row) => row.articles), (row) => row.outlet)].sort((one, other) => other[1] - one[1]).map(([name]) => name);
    const query = (row) => ({ outlet: row.outlet || "none", from: row.period, to: until(row.period, unit) });
    const narrow = width < 560;
    const named = (name) => (name ? (name.length > (narrow ? 14 : 28) ? `${shown(name).slice(0, narrow ? 13 : 27)}…` : shown(name)) : t("no_outlet"));
    return Plot.plot({
      width, height: 44 + 20 * outlets.length, marginLeft: narrow ? 110 : 200, style: { background: "none" },
      x: { label: null, type: "utc", tickFormat: tick, ticks: Math.max(2, Math.floor(width / 150)) }, y: { label: null, domain: outlets, tickFormat: named, tickSize: 0 },
      marks: [Plot.barX(rows, {
        x1: (row) => new Date(`${row.period}T00:00:00Z`), x2: (row) => after(row.period, unit), y: "outlet", fill: "var(--accent)", insetTop: 1, insetBottom: 1,
        fillOpacity: (row) => 0.25 + 0.75 * Math.sqrt(row.articles / most), href: (row) => address(["articles"], query(row)),
        title: (row) => `${shown(row.outlet) || t("no_outlet")} · ${day(row.period, unit)} · ${number(row.articles)} ${t("articles")} (${number(row.repeats)} ${t("repeats").toLowerCase()})`,
      })],
    });
  };

  d.drawTypes = function (width, rows) {
    const marks = {
      x: "events", y: "type", fill: "quad", href: (row) => address(["events"], { type: row.type }),
      title: (row) => `${label("event_type", row.type)}: ${number(row.events)} (${number(row.actual)} ${label("realis", "actual")})`,
    };
    return Plot.plot({
      width, height: 40 + 22 * rows.length, marginLeft: 110, marginRight: 46, style: { background: "none" },
      x: { label: t("events"), grid: true }, y: { label: null, domain: rows.map((row) => row.type), tickFormat: (code) => label("event_type", code), tickSize: 0 },
      color: { domain: QUADS, range: COLOURS },
      marks: [Plot.barX(rows, { ...marks, fillOpacity: 0.4 }), Plot.barX(rows, { ...marks, x: "actual" }), Plot.text(rows, { x: "events", y: "type", text: (row) => number(row.events), textAnchor: "start", dx: 4 })],
    });
  };

  d.drawMatrix = function (width, rows, measure, named, full, query) {
    const shownCount = width < 480 ? 7 : width < 800 ? 12 : 18;
    const weight = (side) => d3.rollup(rows, (group) => d3.sum(group, (row) => row[measure]), (row) => row[side]);
    const both = new Map(weight("actor"));
    for (const [code, value] of weight("recipient")) both.set(code, (both.get(code) ?? 0) + value);
    const codes = [...both].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, shownCount).map(([code]) => code);
    const cells = rows.filter((row) => row[measure] > 0 && codes.includes(row.actor) && codes.includes(row.recipient));
    const most = Math.max(1, ...cells.map((row) => row[measure]));
    const left = width < 480 ? 48 : 150;
    const size = Math.min(44, (width - left - 10) / codes.length);
    return Plot.plot({
      width: left + size * codes.length + 10, height: 46 + Math.max(22, size * 0.75) * codes.length, marginLeft: left, marginTop: 36, style: { background: "none" }, padding: 0.06,
      x: { domain: codes, axis: "top", label: null, tickSize: 0, tickFormat: (code) => code },
      y: { domain: codes, label: null, tickSize: 0, tickFormat: (code) => (width < 480 ? code : full(code)) },
      marks: [
        Plot.cell(d3.cross(codes, codes), { x: (pair) => pair[1], y: (pair) => pair[0], fill: "var(--shade)" }),
        Plot.cell(cells, {
          x: "recipient", y: "actor", fill: measure === "conflict" ? "var(--quad4)" : measure === "cooperation" ? "var(--quad2)" : "var(--accent)",
          fillOpacity: (row) => 0.15 + 0.85 * Math.sqrt(row[measure] / most), href: (row) => address(["events"], query(row, measure)),
          title: (row) => `${full(row.actor)} → ${full(row.recipient)}: ${number(row[measure])}`,
        }),
        Plot.text(cells, { x: "recipient", y: "actor", text: (row) => number(row[measure]), fill: (row) => (row[measure] / most > 0.3 ? "var(--on-fill)" : "currentColor"), pointerEvents: "none", fontSize: size < 30 ? 9 : 11 }),
      ],
    });
  };

  d.drawConfidence = (width, rows) => Plot.plot({
    width: Math.min(width, 560), height: 180, marginLeft: 44, style: { background: "none" }, x: { label: t("confidence"), domain: [0, 1] }, y: { label: t("events"), grid: true },
    marks: [Plot.rectY(rows, { x1: "confidence", x2: (row) => row.confidence + 0.05, y: "events", fill: "var(--accent)", insetLeft: 0.5, insetRight: 0.5, href: (row) => address(["events"], { conf: row.confidence.toFixed(2), below: row.confidence < 0.95 ? (row.confidence + 0.05).toFixed(2) : null }), title: (row) => `${row.confidence.toFixed(2)}–${(row.confidence + 0.05).toFixed(2)}: ${number(row.events)}` }), Plot.ruleY([0])],
  });

  // Of the mentions of each tenth of confidence the share that is right, with its interval; on the line it would be calibrated.
  d.drawCalibration = (width, rows) => Plot.plot({
    width: Math.min(width, 420), height: 300, marginLeft: 44, style: { background: "none" },
    x: { label: t("confidence"), domain: [0, 1], tickFormat: percent }, y: { label: t("precision_of_types"), domain: [0, 1], tickFormat: percent, grid: true },
    marks: [
      Plot.line([[0, 0], [1, 1]], { stroke: "var(--faint)", strokeDasharray: "4 3" }),
      Plot.ruleX(rows, { x: (row) => row.from + 0.05, y1: (row) => row.right.low, y2: (row) => row.right.high, stroke: "var(--accent)" }),
      Plot.dot(rows, { x: (row) => row.from + 0.05, y: (row) => row.right.share, r: (row) => 2 + Math.sqrt(row.right.of) / 2, fill: "var(--accent)", title: (row) => `${percent(row.from)}–${percent(row.from + 0.1)}: ${percent(row.right.share)} (n = ${number(row.right.of)})` }),
    ],
  });

  const FRAMES = {
    europe: { type: "MultiPoint", coordinates: [[-10, 35], [42, 35], [-10, 62], [35, 66]] },
    world: { type: "Sphere" },
  };

  const LEAST = 6; // degrees around a place, so that a single one is not drawn at an endless scale

  function around(places) {
    const [west, east] = d3.extent(places, (row) => row.longitude);
    const [south, north] = d3.extent(places, (row) => row.latitude);
    const box = [[Math.max(-180, west - LEAST), Math.max(-80, south - LEAST)], [Math.min(180, east + LEAST), Math.min(80, north + LEAST)]];
    return { type: "MultiPoint", coordinates: box };
  }

  d.drawMap = async function (width, places, counts, frame) {
    await d.script("assets/vendor/topojson-client.js");
    const world = await d.load("world");
    const codes = new Map(Object.entries(d.state.data.countries).flatMap(([code, found]) => found.numeric.map((numeric) => [numeric, code])));
    const shapes = topojson.feature(world, world.objects.countries).features.map((shape) => ({ ...shape, code: codes.get(shape.id) }));
    const only = new Map(counts.map((row) => [row.country, row.country_only]));
    const shaded = shapes.filter((shape) => only.get(shape.code) > 0);
    const most = Math.max(1, ...only.values());
    const exact = places.filter((row) => row.precision === "city" || row.precision === "point");
    const coarse = places.filter((row) => !exact.includes(row));
    const dot = {
      x: "longitude", y: "latitude", r: "events", stroke: "var(--quad4)", href: (row) => address(["events"], { pid: row.place_id }),
      title: (row) => `${shown(row.place)} (${label("place_precision", row.precision)}): ${number(row.events)}`,
    };
    return Plot.plot({
      width, height: Math.max(240, Math.round(width * 0.5)), style: { background: "none" }, r: { range: [2.5, Math.max(9, width / 55)] },
      projection: { type: frame === "world" ? "equal-earth" : "mercator", domain: frame === "data" && places.length ? around(places) : FRAMES[frame] ?? FRAMES.world, inset: 12 },
      marks: [
        Plot.geo(shapes, { clip: "frame", fill: "var(--land)", stroke: "var(--paper)", strokeWidth: 0.6 }),
        Plot.geo(shaded, {
          clip: "frame",
          fill: "var(--accent)", fillOpacity: (shape) => 0.15 + 0.6 * Math.sqrt(only.get(shape.code) / most), stroke: "var(--paper)", strokeWidth: 0.6,
          href: (shape) => address(["events"], { place: shape.code, pp: "country" }), title: (shape) => `${country(shape.code)} (${label("place_precision", "country")}): ${number(only.get(shape.code))}`,
        }),
        Plot.dot(coarse, { ...dot, strokeDasharray: "3 2", fill: "transparent" }),
        Plot.dot(exact, { ...dot, fill: "var(--quad4)", fillOpacity: 0.55 }),
      ],
    });
  };
})(depeche);
