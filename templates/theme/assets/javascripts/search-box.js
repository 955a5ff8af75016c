// Opens and closes the search box. What searches (search.js, the index) is loaded when the box is first used.
(() => {
  const here = document.currentScript.src;
  const toggle = document.getElementById("__search");
  const box = document.querySelector(".md-search");
  const input = box.querySelector(".md-search__input");
  const status = box.querySelector("[role=status]");
  let loaded = false;

  function load() {
    if (loaded) return;
    loaded = true;
    const script = document.createElement("script"); // no module: a browser takes none from a disk
    script.src = new URL("search.js", here).href;
    script.onload = () => siteSearch.start(box).catch(failed);
    script.onerror = failed;
    document.head.append(script);
  }

  function failed(problem) {
    loaded = false;
    status.textContent = box.dataset.failed;
    console.error(problem);
  }

  function open(wanted) {
    if (toggle.checked !== wanted) toggle.click(); // the theme listens to the click
  }

  function move(step) {
    const places = [input, ...box.querySelectorAll("#search-results a, .search-more:not([hidden])")];
    const at = places.indexOf(document.activeElement);
    places[Math.min(Math.max(at + step, 0), places.length - 1)].focus();
  }

  toggle.addEventListener("change", () => (toggle.checked ? input.focus() : box.contains(document.activeElement) && document.activeElement.blur()));
  document.querySelector(".search-open").addEventListener("click", () => open(true));
  input.addEventListener("focus", () => {
    open(true);
    load();
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) open(false);
  });
  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    box.querySelector("#search-results a")?.click();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      open(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.tagName !== "SELECT") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]");
    if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && (event.key === "/" || event.key === "s")) {
      event.preventDefault();
      input.focus();
    }
  });

  // What somebody looks for from a page outside the year (404.html).
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    input.focus();
  }
})();
