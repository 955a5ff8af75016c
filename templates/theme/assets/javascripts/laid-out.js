// What stood below the screen was not laid out, so that the page opened sooner. Once all is quiet it is, piece by piece:
// then a scroll bar says how long the page is, and a picture of the whole page has all of it. Who comes back to a page
// is to find it where it was left: there nothing waits.
(() => {
  const LATER = 8000; // milliseconds: by then nobody waits for anything
  const quiet = globalThis.requestIdleCallback ?? ((done) => setTimeout(done, 50));
  const pieces = [...document.querySelectorAll("#content :is(section, figure, table)")];

  function next() {
    const piece = pieces.shift();
    if (!piece) return;
    if (getComputedStyle(piece).contentVisibility === "auto") piece.style.contentVisibility = "visible";
    quiet(next);
  }

  if (["back_forward", "reload"].includes(performance.getEntriesByType("navigation")[0]?.type)) {
    for (const piece of pieces) piece.style.contentVisibility = "visible";
  } else {
    addEventListener("load", () => setTimeout(() => quiet(next), LATER));
  }
})();
