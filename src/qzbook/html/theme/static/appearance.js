// Runs before the page is drawn, so that a chosen appearance shows at once.
{
  let chosen = null;
  try {
    chosen = localStorage.getItem("appearance");
  } catch {
    // storage may be forbidden; then the system decides
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.appearance = chosen;
}
