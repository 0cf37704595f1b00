// In every page of `qzcharts serve`, and in no published one: reloads the page when it has changed, at the same
// scroll position, lays over it the problem that keeps a change from being shown, and lists beside it what the
// check finds.
"use strict";
{
  const words = WORDS;
  const shown = document.currentScript.dataset.version;
  const path = encodeURIComponent(location.pathname);

  // The browser would go back to the element it took for an anchor, and move it as pictures above it load.
  const place = sessionStorage.getItem(location.href);
  if (place) {
    sessionStorage.removeItem(location.href);
    const page = document.documentElement;
    const restore = () => scrollTo({ top: Number(place), behavior: "instant" });
    page.style.overflowAnchor = "none";
    restore();
    for (const image of document.images) image.loading = "eager";
    const loaded = new Promise((resolve) => addEventListener("load", () => setTimeout(resolve)));
    Promise.allSettled([loaded, ...Array.from(document.images, (image) => image.decode())]).then(() => {
      restore();
      page.style.overflowAnchor = "";
      history.scrollRestoration = "auto";
    });
  }
  const reload = () => {
    sessionStorage.setItem(location.href, String(scrollY));
    history.scrollRestoration = "manual";
    location.reload();
  };

  const style = new CSSStyleSheet();
  style.replaceSync(`
    section { position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
      box-sizing: border-box; padding: 1rem 1.5rem 1.25rem; border-top: 4px solid #c22e1f;
      background: #fff; color: #1d1d1f; box-shadow: 0 -4px 24px #0005; font: 1rem/1.5 system-ui, sans-serif; }
    h2 { margin: 0 3rem .5rem 0; font-size: 1.05rem; }
    pre { margin: 0; font: .9rem/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
    button { position: absolute; top: .75rem; right: 1rem; padding: .25rem .75rem; font: inherit; }
    details { position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483646; max-width: min(40rem, 90vw);
      box-sizing: border-box; border: 1px solid #8a5a00; border-radius: .5rem; background: #fffaf0; color: #1d1d1f;
      box-shadow: 0 2px 12px #0003; font: .9rem/1.5 system-ui, sans-serif; }
    summary { padding: .4rem .9rem; cursor: pointer; font-weight: 600; }
    ol { max-height: 45vh; margin: 0; padding: 0 1rem .75rem 2.25rem; overflow: auto; }
    li { margin-top: .5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
    @media (prefers-color-scheme: dark) {
      details { background: #2b2418; color: #f2f2f4; border-color: #d9a441; } }
    @media print { details { display: none; } }
    @media (prefers-color-scheme: dark) { section { background: #26262a; color: #f2f2f4; border-color: #ff7a6b; } }
    @media print { section { display: none; } }`);
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [style];
  const panel = root.appendChild(document.createElement("section"));
  panel.setAttribute("role", "alert");
  panel.lang = words.language;
  panel.appendChild(document.createElement("h2")).textContent = words.problem;
  const message = panel.appendChild(document.createElement("pre"));
  const hide = panel.appendChild(document.createElement("button"));
  hide.textContent = words.hide;
  hide.type = "button";
  hide.addEventListener("click", () => host.remove());

  const aside = document.createElement("div");
  const corner = aside.attachShadow({ mode: "open" });
  corner.adoptedStyleSheets = [style];
  const list = corner.appendChild(document.createElement("details"));
  list.lang = words.language;
  list.open = sessionStorage.getItem("findings") === "open";
  list.addEventListener("toggle", () => sessionStorage.setItem("findings", list.open ? "open" : "closed"));
  const count = list.appendChild(document.createElement("summary"));
  const items = list.appendChild(document.createElement("ol"));
  const showFindings = (findings, told) => {
    count.textContent = told;
    items.replaceChildren(
      ...findings.map((finding) => {
        const item = document.createElement("li");
        item.textContent = finding;
        return item;
      }),
    );
    if (findings.length) document.body.append(aside);
    else aside.remove();
  };

  const events = new EventSource(`/.preview/events?page=${path}`);
  events.addEventListener("message", ({ data }) => {
    const { version, problem, findings, count: told } = JSON.parse(data);
    showFindings(findings, told);
    if (version && version !== shown) {
      events.close();
      reload();
    } else if (problem) {
      message.textContent = problem;
      document.body.append(host);
    } else {
      host.remove();
    }
  });
}
