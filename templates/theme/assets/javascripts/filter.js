// Shows of a page's rows those of a kind, of a month, with some words; the address keeps what is chosen.
// Without it the page is its whole tables.
(() => {
  const form = document.querySelector("form.filter");
  const { rows: wanted, months: named, said } = form.dataset;
  const { type, month, q } = form.elements;
  const rows = [...document.querySelectorAll(wanted)];
  const texts = new Map();
  const tables = new Map(rows.map((row) => [row, row.closest("[data-group]")]));
  const months = named.split("|");

  function text(row) {
    if (!texts.has(row)) texts.set(row, `${row.dataset.type} ${row.textContent}`.replace(/\s+/g, " ").toLowerCase());
    return texts.get(row);
  }

  function offer(select, name, label) {
    const counts = new Map();
    for (const row of rows) counts.set(row.dataset[name], (counts.get(row.dataset[name]) ?? 0) + 1);
    const keys = [...counts.keys()].filter(Boolean);
    if (name === "month") keys.sort();
    for (const key of keys) select.add(new Option(`${label(key)}（${counts.get(key)}）`, key));
    select.closest("label").hidden = keys.length < 2;
  }

  function show() {
    const words = q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const filled = new Set();
    let shown = 0;
    for (const row of rows) {
      const fits = (!type.value || row.dataset.type === type.value) && (!month.value || row.dataset.month === month.value);
      row.hidden = !(fits && words.every((word) => text(row).includes(word)));
      if (row.hidden) continue;
      shown += 1;
      filled.add(tables.get(row));
    }
    for (const table of new Set(tables.values())) if (table) table.hidden = !filled.has(table);
    form.querySelector("output").value = said.replace("{shown}", shown).replace("{all}", rows.length);
  }

  function keep() {
    const address = new URL(location);
    for (const { name, value } of [type, month, q]) value ? address.searchParams.set(name, value) : address.searchParams.delete(name);
    history.replaceState(history.state, "", address);
  }

  offer(type, "type", (key) => key);
  offer(month, "month", (key) => months[Number(key) - 1]);
  const asked = new URL(location).searchParams;
  for (const each of [type, month, q]) {
    each.value = asked.get(each.name) ?? "";
    if (each.selectedIndex === -1) each.value = ""; // of another year's rows
  }
  form.addEventListener("input", () => {
    show();
    keep();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () =>
    setTimeout(() => {
      show();
      keep();
    }),
  );
  form.hidden = rows.length < 2;
  show();
})();
