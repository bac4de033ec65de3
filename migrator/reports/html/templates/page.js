"use strict";
const files = () => [...document.querySelectorAll("section.file")].filter((e) => e.offsetParent);
const todo = () => [...document.querySelectorAll("tr.note.action")].filter((e) => e.offsetParent);

// Go to the next (or previous) of some elements, from where the top of the window is.
function go(elements, step) {
  const here = document.activeElement;
  let place = elements.indexOf(here);
  if (place < 0) {
    const below = elements.findIndex((e) => e.getBoundingClientRect().top > 1);
    place = step > 0 ? (below < 0 ? elements.length : below) - 1 : below < 0 ? elements.length : below;
  }
  const next = elements[place + step];
  if (!next) return;
  for (let e = next; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  next.scrollIntoView({ block: "start" });
  next.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const move = { j: [files, 1], k: [files, -1], n: [todo, 1], p: [todo, -1] }[event.key];
  if (move) go(move[0](), move[1]);
});

// Folded parts are printed too.
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details")) part.open = true;
});
