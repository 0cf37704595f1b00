// The pages work without this file; it closes the contents, marks the section that is read, shows links to places
// where nothing passes over them, and has tables be tables on narrow screens.
"use strict";

/* The contents on a narrow screen close once a link in them is followed, to a section of the same page too. */
{
  const contents = document.getElementById("contents");
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
  });
}

/* The section that is read is marked in the contents: the last whose head has passed the upper third of the
   window, and at the end of the page the last one. The browser watches; nothing is measured while scrolling. */
{
  const links = new Map();
  for (const link of document.querySelectorAll(".own-sections a, .on-this-page a")) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) links.set(section, [...(links.get(section) ?? []), link]);
  }
  const sections = [...links.keys()];
  const passed = new Set(); // at or above the line
  let atEnd = false;
  const mark = () => {
    const named = sections.find((section) => `#${section.id}` === decodeURIComponent(location.hash));
    const last = sections.findLast((section) => passed.has(section));
    const read = atEnd ? (named ?? sections.at(-1)) : last;
    for (const [section, places] of links) {
      for (const link of places) {
        if (section === read) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
  };
  const heads = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) passed.add(target.parentElement);
        else passed.delete(target.parentElement);
      }
      mark();
    },
    { rootMargin: "9999999px 0px -66% 0px" },
  );
  const end = new IntersectionObserver(([{ isIntersecting }]) => {
    atEnd = isIntersecting;
    mark();
  });
  for (const section of sections) heads.observe(section.firstElementChild);
  const foot = document.querySelector(".colophon");
  if (sections.length && foot) end.observe(foot);
  if (sections.length) addEventListener("hashchange", mark);
}

/* The other language shows the same place of the page. */
for (const link of document.querySelectorAll(".language-switch")) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}

/* On a touch screen a tap on a paragraph shows the link to it, which a mouse finds by passing over. */
document.addEventListener("click", (event) => {
  const tapped = event.target.closest?.("p:has(> .anchor)") ?? null;
  for (const shown of document.querySelectorAll("p.tapped")) if (shown !== tapped) shown.classList.remove("tapped");
  tapped?.classList.add("tapped");
});

/* A table that is shown as blocks, if only on a phone, is none for a screen reader, unless it says so. */
{
  const roles = {
    "": "table",
    " :is(thead, tbody)": "rowgroup",
    " tr": "row",
    " td": "cell",
    " th[scope=row]": "rowheader",
    " th[scope=col]": "columnheader",
  };
  const blocks = ".scroll > table:not(.whole)";
  for (const [within, role] of Object.entries(roles)) {
    for (const part of document.querySelectorAll(`${blocks}${within}`)) part.setAttribute("role", role);
  }
}
