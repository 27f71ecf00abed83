// What every part of the page builds on: data that arrives as scripts, the words of the interface, the address.
"use strict";
var depeche = (function () {
  const { html, render, useState, useEffect, useRef } = htmPreact;
  const MOST_KEPT = 24; // shards that stay in memory
  const waiting = new Map();
  const kept = new Map();
  const scripts = new Map();

  // The base64 of gzip of JSON, as a value.
  async function unpacked(packed) {
    const characters = atob(packed);
    const bytes = new Uint8Array(characters.length);
    for (let n = 0; n < bytes.length; n += 1) bytes[n] = characters.charCodeAt(n);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  function waitFor(key) {
    if (!waiting.has(key)) {
      const wait = {};
      wait.promise = new Promise((resolve, reject) => Object.assign(wait, { resolve, reject }));
      waiting.set(key, wait);
    }
    return waiting.get(key);
  }

  // Called by each file of data/ as it is loaded.
  function arrived(key, packed) {
    unpacked(packed).then(waitFor(key).resolve, waitFor(key).reject);
  }

  // A script beside the page, once.
  function script(path) {
    if (!scripts.has(path)) {
      scripts.set(path, new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = path;
        element.onload = () => resolve(element);
        element.onerror = () => reject(new Error(path));
        document.head.append(element);
      }));
    }
    return scripts.get(path);
  }

  // The value of a file of data/; the latest stay in memory.
  async function load(key) {
    if (kept.has(key)) {
      const value = kept.get(key);
      kept.delete(key);
      kept.set(key, value);
      return value;
    }
    const path = `data/${key}.js`;
    const element = await script(path);
    const value = await waitFor(key).promise;
    element.remove();
    scripts.delete(path);
    waiting.delete(key);
    kept.set(key, value);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
    return value;
  }

  // One row by its id: the shard is the last one whose first id is not greater.
  async function one(kind, id) {
    const firsts = (await load("catalogue")).pages[kind];
    let low = 0;
    let high = firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (firsts[middle] <= id) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return null;
    const shard = await load(`${kind}/${String(low - 1).padStart(5, "0")}`);
    return Object.hasOwn(shard, id) ? shard[id] : null;
  }

  // ---- words ----
  const state = { language: "fr", data: null };
  const at = () => (state.language === "fr" ? 0 : 1);

  // {0} is a value; {0|one|many} what follows from its number, by the rules of the language.
  const isOne = (value) => String(value) === "1" || (state.language === "fr" && String(value) === "0");

  function t(key, ...values) {
    return state.data.texts[key][at()].replace(/\{(\d)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, place, one, many) => (one === undefined ? values[place] : isOne(values[place]) ? one : many));
  }

  function label(vocabulary, code) {
    const found = state.data.labels[vocabulary]?.[code];
    return found ? found[state.language] : shown(code ?? t("none"));
  }

  const country = (code) => state.data.countries[code]?.[state.language] ?? code;
  // Formatters of the language, each made once: making one costs more than a row.
  const formatters = new Map();
  function formatter(Kind, options = {}) {
    const key = `${Kind.name} ${state.language} ${JSON.stringify(options)}`;
    if (!formatters.has(key)) formatters.set(key, new Kind(state.language, options));
    return formatters.get(key);
  }

  const number = (value) => formatter(Intl.NumberFormat).format(value);
  const percent = (value) => formatter(Intl.NumberFormat, { style: "percent", maximumFractionDigits: value < 0.1 ? 1 : 0 }).format(value);

  // Figures that docs/quality.md writes as .712, as the language does: 0,712.
  const decimals = (text) => text.replace(/(\d*)\.(\d)/g, (_, whole, first) => `${whole || "0"}${state.language === "fr" ? "," : "."}${first}`);

  function day(iso, precision = "day") {
    if (!iso) return t("none");
    const options = { year: "numeric", timeZone: "UTC" };
    if (precision !== "year") options.month = "short";
    if (precision === "day" || precision === "week") options.day = "numeric";
    return formatter(Intl.DateTimeFormat, options).format(new Date(`${iso}T00:00:00Z`));
  }

  // Controls that turn or hide text are shown by their number.
  const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
  function shown(value) {
    const code = (character) => character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return String(value ?? "").replace(CONTROLS, (character) => `⟨U+${code(character)}⟩`);
  }

  const folded = (value) => String(value ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’ʼ]/g, "'");

  // ---- the address: #/path/path?name=value ----
  function address(path, query = {}) {
    const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "" && value != null));
    const text = parameters.toString();
    return `#/${path.map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
  }

  function here() {
    const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
    const parts = path.split("/").filter(Boolean).map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part; // not written by this page
      }
    });
    return { path: parts, query: Object.fromEntries(new URLSearchParams(query ?? "")) };
  }

  // Only what is surely a web page becomes a link.
  const webAddress = (value) => (/^https?:\/\/[^\s]+$/i.test(value ?? "") ? value : null);

  return {
    html, render, useState, useEffect, useRef, arrived, script, load, one, state, t, label, country, formatter, number, percent, decimals,
    day, shown, folded, address, here, webAddress,
  };
})();
