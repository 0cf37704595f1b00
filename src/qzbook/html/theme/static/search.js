// The search page: looks through the text of every section (searchindex.js) for the terms as they stand.
// A page is found if it holds every term. Where none does, pairs of neighbouring characters are tried.
// normalise(), folded() and finds() are in book.js.
"use strict";
{
  const TITLE = 8; // how much a find in the title of the page counts, against one in its text
  const HEADING = 3; // and one in the heading of a section
  const CELL = 0.1; // and one in a table, which repeats what the text says
  const SATURATION = 1.2; // Okapi BM25, k1: the tenth find counts less than the first
  const LENGTH = 0.75; // Okapi BM25, b: a find in a long page counts less
  const LOOSE = 0.6; // share of pairs of characters that a page must hold to be shown at all
  const SHOWN = 50; // pages listed; whoever gets more adds a word
  const PASSAGES = 2; // passages shown of a page
  const CONTEXT = 36; // characters before and after a find

  const pages = searchIndex.map(([uri, title, sections]) => ({
    uri,
    title,
    sections: sections.map(([anchor, heading, text, cells, row]) => ({
      anchor,
      place: row ?? heading,
      text,
      cells,
      folded: { heading: normalise(heading), text: normalise(text), cells: normalise(cells) },
    })),
    length: sections.reduce((sum, [, , text, cells]) => sum + text.length + CELL * cells.length, 0),
  }));
  const average = pages.reduce((sum, page) => sum + page.length, 0) / (pages.length || 1);

  const count = (text, term) => [...finds(text, term)].length;

  const score = (page, terms) => {
    const title = normalise(page.title);
    const damping = SATURATION * (1 - LENGTH + (LENGTH * page.length) / average);
    return terms.map((term) => {
      let found = title.includes(term) ? TITLE + (title === term ? TITLE : 0) : 0;
      for (const { folded } of page.sections) {
        found += count(folded.text, term) + CELL * count(folded.cells, term);
        if (folded.heading.includes(term)) found += HEADING;
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

  const pairs = (term) => {
    const characters = [...term];
    return characters.length < 3 ? [term] : characters.slice(1).map((next, i) => characters[i] + next);
  };

  const find = (query) => {
    let terms = [...new Set(normalise(query).split(" ").filter(Boolean))];
    let pagesFound = terms.length ? ranked(terms, 1) : [];
    const loose = terms.length > 0 && pagesFound.length === 0;
    if (loose) {
      terms = [...new Set(terms.flatMap(pairs))];
      pagesFound = ranked(terms, LOOSE);
    }
    return { terms, loose, pages: pagesFound.map(({ page }) => page) };
  };

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  /* The part of a text that holds the most terms, the first of such, with every find marked. */
  const passage = (text, terms) => {
    const { text: plain, at } = folded(text);
    const held = terms
      .flatMap((term) => [...finds(plain, term)].map((i) => [at[i], at[i + term.length], term]))
      .sort((a, b) => a[0] - b[0]);
    const termsFrom = ([place]) =>
      new Set(held.filter(([a, b]) => a >= place && b <= place + CONTEXT).map(([, , term]) => term)).size;
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
    const address = (section) => `${page.uri}?q=${encodeURIComponent(terms.join(" "))}#${section.anchor}`;
    const held = page.sections
      .map((section) => ({
        section,
        held: ["text", "heading", "cells"].map(
          (part) => terms.filter((term) => section.folded[part].includes(term)).length,
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

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", search);
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
    try {
      history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`);
    } catch {
      // a page opened from a folder may not change its address
    }
  });
  search();
  if (!input.value) input.focus();
}
