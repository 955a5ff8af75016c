/* wuhao 2: loads the page again when it is another, and shows what is wrong in what was saved, until it is mended. */
(() => {
  const own = document.currentScript.dataset;
  const asked = new URLSearchParams({ page: location.pathname, is: own.page });
  const events = new EventSource(`/_reload?${asked}`);
  const made = (name, text, ...inside) => {
    const element = document.createElement(name);
    element.textContent = text; // whatever a record says is text, and nothing else
    element.append(...inside);
    return element;
  };
  let host;

  const show = (told) => {
    host?.remove();
    host = undefined;
    if (!told.faults.length) return;
    const style = made("link", "");
    style.rel = "stylesheet";
    style.href = "/_reload.css";
    const close = made("button", told.close);
    close.type = "button";
    close.addEventListener("click", () => host?.remove());
    const list = made("ol", "", ...told.faults.map((fault) => made("li", "",
      ...(fault.place ? [made("code", fault.place)] : []), made("p", fault.said),
      ...(fault.hint ? [made("p", fault.hint)] : []))));
    const panel = made("section", "", made("h2", told.title), close, list,
      ...(told.more ? [made("p", told.more)] : []));
    panel.setAttribute("role", "alert");
    panel.lang = own.language;
    host = made("div", "");
    host.id = "wuhao-faults";
    host.attachShadow({ mode: "open" }).append(style, panel);
    document.body.append(host);
  };

  events.addEventListener("faults", (event) => show(JSON.parse(event.data)));
  events.addEventListener("reload", () => location.reload());
})();
