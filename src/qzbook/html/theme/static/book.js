// The pages work without this file; it adds the appearance button, cards behind numbers, copy buttons, and marks
// on the words that a reader searched for.
"use strict";

/* Text as search compares it: full width and half width alike, no capitals, one apostrophe, white space as one. */
function normalise(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[‘’]/gu, "'").replace(/\s+/gu, " ").trim();
}

/* The same, character by character, with the place in `text` that each character came from. */
function folded(text) {
  const characters = [];
  const at = [];
  let place = 0;
  for (const character of text) {
    for (const unit of character.normalize("NFKC").toLowerCase().replace(/[‘’]/gu, "'").replace(/\s/gu, " ")) {
      for (let i = 0; i < unit.length; i += 1) at.push(place);
      characters.push(unit);
    }
    place += character.length;
  }
  at.push(text.length);
  return { text: characters.join(""), at };
}

/* Where a term stands in a text, one find after the other. */
function* finds(text, term) {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) yield at;
}

/* Have the address say what the reader asks of a page, so that it can be shared and gone back to. */
function readdress(asked) {
  const said = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(asked)) {
    if (value) said.set(name, value);
    else said.delete(name);
  }
  try {
    history.replaceState(null, "", `${location.pathname}${said.size ? `?${said}` : ""}${location.hash}`);
  } catch {
    // a page opened from a folder may not change its address
  }
}

/* The part of the page that the address names; as `:target` it is known only when all scripts have begun. */
function addressed() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null; // no address of ours
  }
}

/* Appearance: as the system, or the other; a press changes what is seen, and the next one changes it back. */
{
  const button = document.querySelector(".appearance-button");
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.appearance ? root.dataset.appearance === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", isDark());
  button.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    if ((next === "dark") === system.matches) delete root.dataset.appearance;
    else root.dataset.appearance = next;
    try {
      localStorage.setItem("appearance", root.dataset.appearance ?? "auto");
    } catch {
      // chosen for this page only
    }
    show();
  });
  system.addEventListener("change", show);
  show();
  button.hidden = false;
}

/* A box that scrolls to the side is a stop of the keyboard; one whose content is all in sight is none. */
for (const box of document.querySelectorAll(".scroll")) {
  const attributes = ["role", "tabindex", "aria-label"].map((name) => [name, box.getAttribute(name)]);
  new ResizeObserver(() => {
    for (const [name, value] of attributes) {
      if (box.scrollWidth > box.clientWidth) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
  }).observe(box);
}

/* Cards: what stands behind a number. Mouse: hover. Keyboard: focus; Escape closes; Enter follows the link.
   Touch: the first tap opens, the second follows. WCAG 2.2, 1.4.13: the pointer may move onto the card. */
{
  const OPEN_DELAY = 120; // ms; passing over a number on the way elsewhere opens nothing
  const CLOSE_DELAY = 250; // ms; time to move onto the card
  const GAP = 6; // CSS pixels between number and card
  let shown = null; // { card, link }
  let timer = 0;
  let touched = false;

  /* A mark of a drawing is a link without a property `hash`. */
  const cardOf = (link) => document.getElementById(`card-${link.getAttribute("href").split("#")[1]}`);
  const linkAt = (event) => event.target.closest?.("a.evidence-link");

  const close = () => {
    clearTimeout(timer);
    if (shown?.card.matches(":popover-open")) shown.card.hidePopover();
    shown = null;
  };

  /* Beside all lines of the link, so that it hides none of them; it begins where the line at `y` does. A mark
     of a drawing may be taller than what is beside it: the card stays in the window. */
  const place = (card, link, y) => {
    const lines = [...link.getClientRects()];
    const line = lines.find((each) => y >= each.top && y <= each.bottom) ?? lines[0];
    const { top, bottom } = link.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const height = document.documentElement.clientHeight;
    const left = Math.max(GAP, Math.min(line.left, width - card.offsetWidth - GAP));
    const below = bottom + GAP + card.offsetHeight <= height || top < card.offsetHeight + GAP;
    const lowest = link.ownerSVGElement ? height - GAP - card.offsetHeight : Infinity;
    card.style.left = `${left}px`;
    card.style.top = `${below ? Math.min(bottom + GAP, Math.max(GAP, lowest)) : top - GAP - card.offsetHeight}px`;
  };

  const open = (link, y) => {
    const card = cardOf(link);
    if (shown?.card === card && shown.link === link) return;
    close();
    if (!card?.showPopover) return;
    card.showPopover();
    place(card, link, y);
    shown = { card, link };
  };

  const later = (action, delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };

  for (const link of document.querySelectorAll("a.evidence-link")) {
    const card = cardOf(link);
    if (!card) continue;
    link.setAttribute("aria-describedby", `${card.id}-title`);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = linkAt(event);
    if (link) later(() => open(link, event.clientY), OPEN_DELAY);
    else if (shown && shown.card.contains(event.target)) clearTimeout(timer);
    else if (shown) later(close, CLOSE_DELAY);
    else clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link?.matches(":focus-visible")) open(link);
    else if (shown && !shown.card.contains(event.target)) close();
  });
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType !== "mouse";
    if (shown && !shown.card.contains(event.target) && !linkAt(event)) close();
  });
  document.addEventListener("click", (event) => {
    const link = linkAt(event);
    if (!link || !touched || shown?.link === link || !cardOf(link)) return;
    event.preventDefault();
    open(link, event.clientY);
  });
  document.addEventListener("keydown", (event) => {
    touched = false;
    if (event.key === "Escape") close();
  });
  addEventListener("scroll", () => shown && place(shown.card, shown.link), { passive: true });
  addEventListener("resize", close);
}

/* A chart is one stop of the keyboard: arrows, Home and End move among its marks. Without a script each is one. */
for (const mark of document.querySelectorAll(".chart a.mark ~ a.mark")) mark.setAttribute("tabindex", "-1");
document.addEventListener("keydown", (event) => {
  const mark = document.activeElement?.closest(".chart a.mark");
  if (!mark) return;
  const marks = [...mark.ownerSVGElement.querySelectorAll("a.mark")];
  const at = marks.indexOf(mark);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  mark.setAttribute("tabindex", "-1");
  const next = marks.at(to % marks.length);
  next.setAttribute("tabindex", "0");
  next.focus({ focusVisible: true });
});

/* Copy buttons on code and citations. */
for (const block of document.querySelectorAll("div.highlight")) {
  const main = document.getElementById("content");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-button";
  button.textContent = main.dataset.copy;
  button.addEventListener("click", async () => {
    const text = block.querySelector("pre").textContent.trimEnd();
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(block.querySelector("pre")); // plain HTTP: the reader copies the selection
      return;
    }
    button.textContent = main.dataset.copied;
    setTimeout(() => (button.textContent = main.dataset.copy), 2000);
  });
  block.append(button);
}

/* Words searched for: marked on the page that the search led to, without touching its text. Escape clears. */
{
  const terms = normalise(new URLSearchParams(location.search).get("q") ?? "").split(" ").filter(Boolean);
  const written = document.querySelector(".text");
  const isPage = !document.getElementById("search-query");
  if (terms.length && isPage && CSS.highlights) {
    const walker = document.createTreeWalker(written, NodeFilter.SHOW_TEXT);
    const texts = [];
    let length = 0;
    while (walker.nextNode()) {
      texts.push({ node: walker.currentNode, start: length });
      length += walker.currentNode.length;
    }
    const { text, at } = folded(texts.map(({ node }) => node.data).join(""));
    const point = (place) => {
      const { node, start } = texts.findLast((each) => each.start <= place);
      return [node, place - start];
    };
    const highlight = new Highlight();
    for (const term of terms) {
      for (const i of finds(text, term)) {
        const range = new Range();
        range.setStart(...point(at[i]));
        range.setEnd(...point(at[i + term.length] - 1));
        range.setEnd(range.endContainer, range.endOffset + 1);
        highlight.add(range);
      }
    }
    CSS.highlights.set("search", highlight);
    document.addEventListener("keydown", (event) => event.key === "Escape" && CSS.highlights.delete("search"));
  }
}

/* A slash goes to the search field from anywhere but a field, and Escape back to where the reader was. WCAG 2.2,
   2.1.4: who needs the key for something else turns that off on the search page. */
{
  const own = document.getElementById("search-query");
  const field = own ?? document.querySelector(".search-form input");
  const choice = document.getElementById("search-key");
  const stored = () => {
    try {
      return localStorage.getItem("search-key");
    } catch {
      return null;
    }
  };
  let on = stored() !== "off";
  let left = null;
  const show = () => {
    if (on) field.setAttribute("aria-keyshortcuts", "/");
    else field.removeAttribute("aria-keyshortcuts");
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && event.target === field) {
      event.preventDefault(); // it would clear the field
      field.blur();
      left?.focus({ preventScroll: true });
    } else if (event.key === "/" && on && !event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) {
      event.preventDefault();
      left = document.activeElement === document.body ? null : document.activeElement;
      if (field.checkVisibility()) {
        field.focus();
        field.select();
      } else location.href = field.form.action; // on a phone the field has a page of its own
    }
  });
  show();
  if (choice) {
    choice.checked = on;
    choice.closest("[hidden]").hidden = false;
    choice.addEventListener("change", () => {
      on = choice.checked;
      try {
        localStorage.setItem("search-key", on ? "on" : "off");
      } catch {
        // chosen for this page only
      }
      show();
    });
  }
}

/* What the address names is shown, whatever it is folded into. */
{
  const unfold = () => {
    const target = addressed();
    const folds = [...document.querySelectorAll("details:not([open])")].filter((each) => each.contains(target));
    for (const fold of folds) fold.open = true;
    if (folds.length) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
}
