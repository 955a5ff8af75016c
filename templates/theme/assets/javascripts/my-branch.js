// The member's question on the home page: which branch is theirs is remembered in this browser and sent nowhere.
(() => {
  const place = document.querySelector(".ask--member");
  const rows = new Map([...document.querySelectorAll("table.lights tr[data-unit]")].map((row) => [row.dataset.unit, row]));
  const heads = [...document.querySelectorAll("table.lights thead th")].map((each) => each.textContent.trim());
  const choice = place.querySelector(".ask__choice");
  const select = choice.querySelector("select");
  const mine = place.querySelector(".ask__mine");
  const KEY = "wuhao.branch";

  function remembered() {
    try {
      return localStorage.getItem(KEY) ?? "";
    } catch {
      return ""; // a browser may keep nothing of a page opened from a disk
    }
  }

  function remember(unit) {
    try {
      unit ? localStorage.setItem(KEY, unit) : localStorage.removeItem(KEY);
    } catch {
      return;
    }
  }

  function link(address, text) {
    const made = document.createElement("a");
    made.href = address;
    made.textContent = text;
    return made;
  }

  function show() {
    const row = rows.get(select.value);
    mine.hidden = !row;
    mine.replaceChildren();
    if (!row) return;
    const unit = encodeURIComponent(select.value);
    const ways = document.createElement("p");
    const { ledger, due, card } = place.dataset;
    ways.append(link(`${unit}/ledger.html`, ledger), link(`${unit}/months.html#due`, due), link(`${unit}/index.html`, card));
    const lights = document.createElement("ul");
    lights.className = "plain";
    for (const cell of row.querySelectorAll("td[data-standard]")) {
      const item = document.createElement("li");
      item.append(`${heads[cell.cellIndex]} `, cell.querySelector(".status").cloneNode(true));
      lights.append(item);
    }
    mine.append(ways, lights);
  }

  for (const [unit, row] of rows) select.add(new Option(row.querySelector("th").textContent.trim(), unit));
  select.value = rows.has(remembered()) ? remembered() : "";
  select.addEventListener("change", () => {
    remember(select.value);
    show();
  });
  choice.hidden = false;
  show();
})();
