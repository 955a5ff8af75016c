// A table wider than its place is scrolled sideways: it says so, and can be reached by the keyboard.
(() => {
  const said = document.currentScript.dataset.said;

  function look(entries) {
    // All are measured before anything is written: else each would have the whole page laid out anew.
    const found = entries.map(({ target: table }) => [
      table,
      table.scrollWidth > table.clientWidth + 1 && getComputedStyle(table).overflowX === "auto",
    ]);
    for (const [table, wide] of found) {
      let hint = table.previousElementSibling;
      if (!hint?.matches(".wide-hint")) {
        if (!wide) continue;
        hint = document.createElement("p");
        hint.className = "wide-hint no-print";
        hint.textContent = said;
        table.before(hint);
      }
      hint.hidden = !wide;
      wide ? (table.tabIndex = 0) : table.removeAttribute("tabindex");
    }
  }

  const watching = new ResizeObserver(look);
  for (const each of document.querySelectorAll("#content :is(table[class]:not(.stack), .scroll)")) watching.observe(each);
})();
