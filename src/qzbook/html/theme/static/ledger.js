// The ledger page: leaves the rows that hold the words of a reader, and shows the row that an address names.
// The page works without this file. normalise() is in book.js.
"use strict";
{
  const OWN = "table:is(.ledger, .series)";
  const text = document.querySelector(".text");
  const filter = document.querySelector(".ledger-filter");
  const input = filter.querySelector("input");
  const status = filter.querySelector("[role=status]");
  const tables = [...text.querySelectorAll(OWN)];
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

  let rows = null;
  const read = () =>
    tables.flatMap((table) => {
      const common = `${around(table)} ${spoken(above(table))}`;
      return [...table.tBodies[0].rows].map((row) => ({
        row,
        words: normalise(`${spoken([...row.cells])} ${row.dataset.also ?? ""} ${common}`),
      }));
    });

  const apply = () => {
    // A row and the head of a column may each say a part of an id: residents, [jinjiang], @2021.
    const terms = normalise(input.value).split(/ |(?=[[@])/).filter(Boolean);
    rows ??= read();
    let shown = 0;
    for (const { row, words } of rows) {
      row.hidden = !terms.every((term) => words.includes(term));
      if (!row.hidden) shown += 1;
    }
    for (const { holder, rows: held } of holders) holder.hidden = held.every((row) => row.hidden);
    for (const table of tables) for (const line of above(table)) line.hidden = table.parentElement.hidden;
    const said = shown ? status.dataset.shown : status.dataset.none;
    status.textContent = terms.length ? said.replace("{shown}", shown).replace("{all}", rows.length) : "";
  };

  const clear = () => {
    input.value = "";
    apply();
  };

  /* The place that the address names; a filter that hides it is cleared. */
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("[hidden]")) return;
    clear();
    target.scrollIntoView();
  };

  input.addEventListener("input", apply);
  input.addEventListener("keydown", (event) => event.key === "Escape" && clear());
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    // An address that is there already changes nothing, and is followed all the same.
    if (event.target.closest?.("a")?.hash) setTimeout(reveal);
  });
  holders[0]?.holder.before(filter);
  filter.hidden = false;
}
