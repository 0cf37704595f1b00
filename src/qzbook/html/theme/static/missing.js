// For the page that a server shows in the place of a missing one. It cannot know how deep it is shown, and asks for
// this file in each folder above: the first that is found says where the book lies, and all links start there.
"use strict";
if (!document.querySelector("base")) {
  const base = document.createElement("base");
  base.href = new URL("..", document.currentScript.src).href;
  document.head.prepend(base);
  document.addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll("a[href^='#']")) {
      link.href = location.href.split("#")[0] + link.getAttribute("href"); // to a place on this page all the same
    }
  });
}
