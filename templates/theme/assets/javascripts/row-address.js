// A quiet link to the row, field, rule or heading under the pointer or the keyboard: the address that stays for others to open.
// There is one for the whole page, and it moves: one in each row would be a stop of the keyboard in each.
(() => {
  const said = document.currentScript.dataset.said;
  const PLACES = "#content :is(tr, dt, h2, h3, article.rule, section.notice, figure)[id]";
  const link = document.createElement("a");
  link.className = "row-address";
  link.title = said;
  link.setAttribute("aria-label", said);
  link.textContent = "#";

  function show({ target }) {
    const place = target instanceof Element ? target.closest(PLACES) : null;
    if (!place || place.contains(link)) return;
    link.href = `#${encodeURIComponent(place.id)}`;
    (place.matches("tr") ? place.firstElementChild : place).append(link);
  }

  document.addEventListener("pointerover", show);
  document.addEventListener("focusin", show);
})();
