// The menu of a small screen, or of a large one at 200 %, for the keyboard: its button is reached, opens and closes it.
// What is not open is not reached: that is the style sheet's.
(() => {
  const toggle = document.getElementById("__drawer");
  const button = document.querySelector(".md-header label[for=__drawer]");
  const menu = document.querySelector(".md-sidebar--primary");
  button.tabIndex = 0;
  button.setAttribute("role", "button");
  button.setAttribute("aria-label", document.currentScript.dataset.said);

  function tell() {
    button.setAttribute("aria-expanded", toggle.checked);
  }

  function close() {
    if (!toggle.checked) return;
    toggle.click();
    button.focus();
  }

  button.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation(); // Material presses a label for Enter, too
    toggle.click();
    if (toggle.checked) requestAnimationFrame(() => menu.querySelector("a.md-nav__link[href]").focus());
  });
  menu.addEventListener("keydown", (event) => event.key === "Escape" && close());
  toggle.addEventListener("change", tell);
  tell();
})();
