// The search page: looks through the text of every section (searchindex.js) for the terms as they stand, and for
// the other names of what they mean. A page is found if it holds every term. Where none does, names are looked for
// within terms; where none does then, pairs of neighbouring characters.
// normalise(), folded(), finds() and readdress() are in book.js.
"use strict";
{
  const TITLE = 8; // how much a find in the title of the page counts, against one in its text
  const HEADING = 3; // and one in the heading of a section, which counts less where other pages have the same
  const CELL = 0.1; // and one in a table or a line of sources, which repeat what the text says
  const SATURATION = 1.2; // Okapi BM25, k1: the tenth find counts less than the first
  const LENGTH = 0.75; // Okapi BM25, b: a find in a long page counts less
  const LOOSE = 0.6; // share of pairs of characters that a page must hold to be shown at all
  const SHOWN = 50; // pages listed; whoever gets more adds a word
  const PASSAGES = 2; // passages shown of a page
  const CONTEXT = 36; // characters before and after a find

  /* Traditional characters as simplified ones; each is one unit for one, so that places stay. */
  const traditional = new Map([...searchIndex.traditional.matchAll(/(.)(.)/gu)].map(([, full, simple]) => [full, simple]));
  const simplified = (text) => text.replace(/\p{Script=Han}/gu, (character) => traditional.get(character) ?? character);
  const plain = (text) => simplified(normalise(text));

  const pages = searchIndex.pages.map(([uri, title, sections]) => ({
    uri,
    title,
    plainTitle: plain(title),
    sections: sections.map(([anchor, heading, text, cells, row, also]) => ({
      anchor,
      place: row ?? heading,
      text,
      cells,
      folded: { heading: plain(heading), text: plain(text), cells: plain(`${cells} ${also ?? ""}`) },
    })),
    length: sections.reduce((sum, [, , text, cells]) => sum + text.length + CELL * cells.length, 0),
  }));
  const average = pages.reduce((sum, page) => sum + page.length, 0) / (pages.length || 1);

  /* How many pages have a heading. */
  const shared = new Map();
  for (const page of pages) {
    for (const heading of new Set(page.sections.map(({ folded }) => folded.heading))) {
      shared.set(heading, (shared.get(heading) ?? 0) + 1);
    }
  }

  /* Each name of a thing with all of its names, long ones first. */
  const names = searchIndex.names
    .map((group) => group.map(plain))
    .flatMap((all) => all.map((name) => ({ name, all })))
    .sort((a, b) => b.name.length - a.name.length);

  const isLatin = (text) => /^[\x20-\u024f]*$/.test(text);

  /* The names of all that a word may be the beginning of: a name, or a word in one. */
  const begun = (word) =>
    word.length < (isLatin(word) ? 3 : 2)
      ? []
      : names.filter(({ name }) => (isLatin(name) ? ` ${name}`.includes(` ${word}`) : name.startsWith(word)));

  /* A term is what it may be written as; what another of its words finds is left out. */
  const term = (...words) =>
    [...new Set(words)].filter((word, i, all) => !all.some((other) => other !== word && word.includes(other)));

  /* The terms of a query. Names count where they stand by themselves or, if asked for, within other words. */
  const termsOf = (query, within) => {
    let left = ` ${query} `;
    const terms = [];
    for (const { name, all } of names) {
      const written = within && !isLatin(name) ? name : ` ${name} `;
      if (!left.includes(written)) continue;
      left = left.replaceAll(written, " ");
      terms.push(term(...all));
    }
    const rest = left.trim();
    const words = begun(rest).length ? [rest] : [...new Set(rest.split(" ").filter(Boolean))];
    return [...terms, ...words.map((word) => term(word, ...begun(word).flatMap(({ all }) => all)))];
  };

  const count = (text, words) => words.reduce((sum, word) => sum + [...finds(text, word)].length, 0);
  const holds = (text, words) => words.some((word) => text.includes(word));

  const score = (page, terms) => {
    const title = page.plainTitle;
    const damping = SATURATION * (1 - LENGTH + (LENGTH * page.length) / average);
    return terms.map((words) => {
      let found = holds(title, words) ? TITLE + (words.includes(title) ? TITLE : 0) : 0;
      for (const { folded } of page.sections) {
        found += count(folded.text, words) + CELL * count(folded.cells, words);
        if (holds(folded.heading, words)) found += HEADING / shared.get(folded.heading);
      }
      return found / (found + damping);
    });
  };

  const ranked = (terms, share) =>
    pages
      .map((page) => ({ page, scores: score(page, terms) }))
      .filter(({ scores }) => scores.filter(Boolean).length >= share * scores.length)
      .map((found) => ({ ...found, total: found.scores.reduce((sum, each) => sum + each, 0) }))
      .sort((a, b) => b.total - a.total);

  const pairs = (word) => {
    const characters = [...word];
    return characters.length < 3 ? [word] : characters.slice(1).map((next, i) => characters[i] + next);
  };

  const find = (typed) => {
    const query = plain(typed);
    const ways = [
      () => ({ terms: termsOf(query, false), share: 1 }),
      () => ({ terms: termsOf(query, true), share: 1, loose: true }),
      () => ({ terms: [...new Set(query.split(" ").flatMap(pairs))].map((pair) => [pair]), share: LOOSE, loose: true }),
    ];
    let found = { terms: [], loose: false, pages: [] };
    for (const way of query ? ways : []) {
      const { terms, share, loose = false } = way();
      found = { terms, loose, pages: ranked(terms, share).map(({ page }) => page) };
      if (found.pages.length) break;
    }
    return found;
  };

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  /* The part of a text that holds the most terms, the first of such, with every find marked. */
  const passage = (text, terms) => {
    const { text: whole, at } = folded(text);
    const compared = simplified(whole);
    const places = (word, number) => [...finds(compared, word)].map((i) => [at[i], at[i + word.length], number]);
    const held = terms
      .flatMap((words, number) => words.flatMap((word) => places(word, number)))
      .sort((a, b) => a[0] - b[0]);
    const termsFrom = ([place]) =>
      new Set(held.filter(([a, b]) => a >= place && b <= place + CONTEXT).map(([, , number]) => number)).size;
    const most = Math.max(0, ...held.map(termsFrom));
    const best = held.find((each) => termsFrom(each) === most) ?? [0, 0];
    const inNumber = (place) => /[\d.,-]{2}/.test(text.slice(Math.max(0, place - 1), place + 1));
    let start = Math.max(0, best[0] - CONTEXT);
    let end = Math.min(text.length, Math.max(start + 2 * CONTEXT, best[1] + CONTEXT));
    while (inNumber(start)) start -= 1; // half a number is another number
    while (inNumber(end)) end += 1;
    const parts = [start > 0 ? "…" : ""];
    let from = start;
    for (const [a, b] of held) {
      if (a < from || b > end) continue;
      parts.push(text.slice(from, a), element("mark", {}, text.slice(a, b)));
      from = b;
    }
    return [...parts, text.slice(from, end), end < text.length ? "…" : ""];
  };

  const results = document.getElementById("search-results");
  const status = document.getElementById("search-status");
  const input = document.getElementById("search-query");

  const shown = (page, terms) => {
    const parts = page.sections.flatMap(({ folded }) => Object.values(folded));
    const words = terms.flat().filter((word) => parts.some((part) => part.includes(word)));
    const address = (section) => `${page.uri}?q=${encodeURIComponent(words.join(" "))}#${section.anchor}`;
    const held = page.sections
      .map((section) => ({
        section,
        held: ["text", "heading", "cells"].map(
          (part) => terms.filter((each) => holds(section.folded[part], each)).length,
        ),
      }))
      .filter(({ held: [text, heading, cells] }) => text + heading + cells > 0)
      .sort((a, b) => b.held[0] - a.held[0] || b.held[1] - a.held[1] || b.held[2] - a.held[2]);
    const item = element("li", {}, element("h2", {}, element("a", { href: address(page.sections[0]) }, page.title)));
    for (const { section, held: [inText, , inCells] } of held.slice(0, PASSAGES)) {
      const line = element("p");
      if (section !== page.sections[0]) {
        line.append(element("a", { href: address(section), class: "place" }, section.place));
      }
      line.append(...passage(inText || !inCells ? section.text : section.cells, terms));
      item.append(line);
    }
    const rest = held.length - PASSAGES;
    if (rest > 0) item.append(element("p", { class: "more" }, results.dataset.more.replace("{}", rest)));
    return item;
  };

  const search = () => {
    const found = find(input.value);
    const number = found.pages.length;
    results.replaceChildren(...found.pages.slice(0, SHOWN).map((page) => shown(page, found.terms)));
    const kind = number === 0 ? "none" : found.loose ? "loose" : "found";
    status.textContent = found.terms.length ? status.dataset[kind].replace("{}", number) : "";
    if (number > SHOWN) status.append(status.dataset.first.replace("{}", SHOWN));
  };

  /* Up and down go from the field through the links of the results. */
  const step = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = [input, ...results.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + by];
    if (!next || !stops.includes(document.activeElement)) return;
    event.preventDefault();
    next.focus({ focusVisible: true });
  };

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", () => {
    search();
    readdress({ q: input.value });
  });
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
    readdress({ q: input.value });
  });
  for (const part of [input, results]) part.addEventListener("keydown", step);
  search();
  if (!input.value) input.focus();
}
