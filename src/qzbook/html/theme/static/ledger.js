// The ledger page: leaves the rows that a reader asks for, by words and by kind, sorts them, and shows the row that
// the address names. What is asked stands in the address too. The page works without this file.
// normalise(), readdress() and addressed() are in book.js.
"use strict";
{
  const OWN = "table:is(.ledger, .series)";
  const KINDS = ["published", "counted", "derived", "statement"];
  const text = document.querySelector(".text");
  const filter = document.querySelector(".ledger-filter");
  const status = filter.querySelector("[role=status]");
  const asked = Object.fromEntries(
    ["filter", "kind", "sort"].map((name) => [name, filter.querySelector(`[name=${name}]`)]),
  );
  const tables = [...text.querySelectorAll(OWN)].map((table) => ({ table, rows: [...table.tBodies[0].rows] }));
  const rows = tables.flatMap((each) => each.rows);
  // What holds nothing but rows of the ledger, and goes where none of these is left.
  const holders = [...text.querySelectorAll("section, .series-block, .scroll")]
    .filter((holder) => holder.querySelector(OWN) && !holder.querySelector("h1"))
    .map((holder) => ({ holder, rows: [...holder.querySelectorAll(`${OWN} > tbody > tr`)] }));

  const spoken = (parts) => parts.map((part) => part?.textContent ?? "").join(" ");

  /* What is said of all rows of a table: headings above it, the evidence, the heads of its columns. */
  const around = (table) => {
    const said = [...table.tHead.rows[0].cells];
    for (let part = table; part && part !== text; part = part.parentElement) {
      if (part.matches("section")) said.push(part.querySelector(":scope > :is(h2, h3, h4)"));
      if (part.matches(".series-block")) said.push(part.querySelector(".series-evidence"));
    }
    return spoken(said);
  };

  /* The lines between a table and the one before it: what its numbers have in common. */
  const above = (table) => {
    const lines = [];
    let line = table.parentElement.previousElementSibling;
    for (; line?.matches("p:not(.series-evidence)"); line = line.previousElementSibling) lines.push(line);
    return lines;
  };

  /* The words of each row, read before any of them is moved. */
  let words = null;
  const read = () => {
    words = new Map();
    for (const { table, rows } of tables) {
      const common = `${around(table)} ${spoken(above(table))}`;
      for (const row of rows) {
        words.set(row, normalise(`${spoken([...row.cells])} ${row.dataset.also ?? ""} ${common}`));
      }
    }
  };

  const hide = (part, hidden) => {
    if (part.hidden !== hidden) part.hidden = hidden; // what stays as it is costs nothing
  };

  /* A table that is in sight stays laid out, however many rows come back into it, unless it is said anew that only
     what comes into sight is. */
  const boxes = [...text.querySelectorAll(".series-block > .scroll")];
  const layLess = () => {
    const seen = boxes.filter((box) => box.firstElementChild.checkVisibility({ contentVisibilityAuto: true }));
    for (const box of seen) box.classList.add("laid-out");
    for (const box of seen) getComputedStyle(box).getPropertyValue("content-visibility");
    for (const box of seen) box.classList.remove("laid-out");
  };

  const select = () => {
    // A row and the head of a column may each say a part of an id: residents, [jinjiang], @2021.
    const terms = normalise(asked.filter.value).split(/ |(?=[[@])/).filter(Boolean);
    const kind = asked.kind.value;
    let shown = 0;
    for (const row of rows) {
      hide(row, Boolean(kind && row.dataset.kind !== kind) || !terms.every((term) => words.get(row).includes(term)));
      if (!row.hidden) shown += 1;
    }
    for (const { holder, rows } of holders) hide(holder, rows.every((row) => row.hidden || !holder.contains(row)));
    for (const { table } of tables) for (const line of above(table)) hide(line, table.parentElement.hidden);
    for (const { box, rows } of together.values()) hide(box, !rows.some((row) => box.contains(row) && !row.hidden));
    const said = shown ? status.dataset.shown : status.dataset.none;
    status.textContent = terms.length || kind ? said.replace("{shown}", shown).replace("{all}", rows.length) : "";
  };

  /* Rows with evidence of their own are sorted together, over all chapters: those of one head into one table. */
  const together = new Map();
  const join = () => {
    for (const { table, rows } of tables) {
      const head = table.matches(".ledger") && table.tHead.textContent;
      if (!head) continue;
      if (!together.has(head)) {
        const box = table.parentElement.cloneNode(true);
        box.removeAttribute("id");
        const body = box.querySelector("tbody");
        body.replaceChildren();
        (table.closest("section") ?? box).before(box);
        together.set(head, { box, body, rows: [] });
      }
      together.get(head).rows.push(...rows);
    }
  };

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const name = (row) => row.cells[0].querySelector("p").textContent;
  const last = (date) => date || "~"; // what has none comes behind all dates
  const orders = {
    name: (a, b) => collator.compare(name(a), name(b)),
    period: ({ dataset: a }, { dataset: b }) => (last(a.period) < last(b.period) ? -1 : last(a.period) > last(b.period)),
    kind: (a, b) => KINDS.indexOf(a.dataset.kind) - KINDS.indexOf(b.dataset.kind),
  };

  let sorted = "";
  const sort = () => {
    const order = orders[asked.sort.value];
    if (asked.sort.value === sorted) return;
    sorted = asked.sort.value;
    if (order && !together.size) join();
    for (const { table, rows } of tables) table.tBodies[0].append(...(order ? rows.toSorted(order) : rows));
    if (order) for (const { body, rows } of together.values()) body.append(...rows.toSorted(order));
  };

  const show = () => {
    if (!words) read();
    layLess();
    sort();
    select();
  };

  const apply = () => {
    show();
    readdress(Object.fromEntries(Object.entries(asked).map(([name, field]) => [name, field.value])));
  };

  const clear = () => {
    asked.filter.value = asked.kind.value = "";
    apply();
  };

  /* The place that the address names; a filter that hides it is cleared. */
  const reveal = () => {
    const target = addressed();
    if (!target?.closest("[hidden]")) return;
    clear();
    target.scrollIntoView();
  };

  const kinds = new Set(rows.map((row) => row.dataset.kind));
  for (const choice of [...asked.kind.options]) if (choice.value && !kinds.has(choice.value)) choice.remove();
  const said = new URLSearchParams(location.search);
  for (const [name, field] of Object.entries(asked)) {
    field.value = said.get(name) ?? "";
    if (field.selectedIndex === -1) field.value = ""; // the address asks for what there is not
    field.addEventListener("input", apply);
  }
  asked.filter.addEventListener("keydown", (event) => event.key === "Escape" && clear());
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    // An address that is there already changes nothing, and is followed all the same.
    if (event.target.closest?.("a")?.hash) setTimeout(reveal);
  });
  holders[0]?.holder.before(filter);
  filter.hidden = false;
  if (Object.values(asked).some((field) => field.value)) {
    show();
    reveal();
    addressed()?.scrollIntoView();
  }
}
