// In every page of `qzcharts serve`, and in no published one: reloads the page when it has changed, at the same
// scroll position, and lays over it the problem that keeps a change from being shown.
"use strict";
{
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
    @media (prefers-color-scheme: dark) { section { background: #26262a; color: #f2f2f4; border-color: #ff7a6b; } }
    @media print { section { display: none; } }`);
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [style];
  const panel = root.appendChild(document.createElement("section"));
  panel.setAttribute("role", "alert");
  panel.lang = "en";
  panel.appendChild(document.createElement("h2")).textContent = "The last change cannot be shown yet";
  const message = panel.appendChild(document.createElement("pre"));
  const hide = panel.appendChild(document.createElement("button"));
  hide.textContent = "Hide";
  hide.type = "button";
  hide.addEventListener("click", () => host.remove());

  const events = new EventSource(`/.preview/events?page=${path}`);
  events.addEventListener("message", ({ data }) => {
    const { version, problem } = JSON.parse(data);
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
