// Searches the year's pages in the index that generator/publish/search makes, and shows what is found.

const ROOT = new URL("../../", import.meta.url);
const STEP = 10;
const PAUSE = 150;
const BLOCK = "¶";
const GAP = "␣";
const BEFORE = 24;
const EXCERPT = 110;

// As in generator/publish/search/text.py: a character of a script without spaces is a word of its own.
const ALONE = "\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const TOKEN = new RegExp(`[${ALONE}]|(?:(?![${ALONE}])[\\p{L}\\p{N}_])+|\\s+|[^\\p{L}\\p{N}_\\s]`, "gu");
const SAID = /^[\p{L}\p{N}_]/u;
const IS_ALONE = new RegExp(`^[${ALONE}]`, "u");

/** What must each be found as written: the words between gaps and punctuation marks. */
export function phrases(query) {
  const found = [[]];
  for (const token of query.match(TOKEN) ?? []) {
    if (SAID.test(token)) found.at(-1).push(token);
    else if (found.at(-1).length) found.push([]);
  }
  return found.filter((words) => words.length);
}

/** Indexed text as it reads; blocks stay divided by BLOCK. */
export function unspaced(text) {
  return text.replaceAll(" ", "").replaceAll(GAP, " ").replaceAll(`${BLOCK}.`, BLOCK).replace(/\.$/, "");
}

/** Every page with all phrases of the query, each exactly as written; a single word of letters or digits may go on. */
export async function find(pagefind, query, filters = {}, order = "relevance") {
  const wanted = phrases(query);
  const ranked = order === "relevance" && wanted.length;
  const options = { filters, sort: ranked ? {} : { date: "desc" } };
  if (!wanted.length) return Object.keys(filters).length ? (await pagefind.search(null, options)).results : [];
  const searches = [...wanted.map(asked), ...(ranked ? [wanted.flat().join(" ")] : [])];
  const results = await Promise.all(searches.map(async (each) => (await pagefind.search(each, options)).results));
  const by = ranked ? new Map(results.pop().map(({ id, score }) => [id, score])) : null; // a phrase has no score
  const [first, ...others] = results;
  const found = others.reduce((left, more) => {
    const ids = new Set(more.map((each) => each.id));
    return left.filter((each) => ids.has(each.id));
  }, first);
  return by ? found.sort((left, right) => (by.get(right.id) ?? 0) - (by.get(left.id) ?? 0)) : found;
}

function asked(words) {
  const open = words.length === 1 && words[0].length > 1 && !IS_ALONE.test(words[0]);
  return open ? words[0] : `"${words.join(" ")}"`;
}

/** The index, put together of its parts. */
export async function index(parts) {
  const [first, ...others] = parts.map((part) => new URL(`pagefind/${part}/`, ROOT).href);
  const pagefind = await import(`${first}pagefind.js`);
  await pagefind.init();
  for (const other of others) await pagefind.mergeIndex(other);
  return pagefind;
}

/** Makes the box search. */
export async function start(box) {
  const menu = await fetch(new URL("pagefind/menu.json", ROOT)).then((answer) => answer.json());
  const pagefind = await index(menu.parts);
  const input = box.querySelector(".md-search__input");
  const status = box.querySelector("[role=status]");
  const list = box.querySelector("#search-results");
  const more = box.querySelector(".search-more");
  const chosen = choices(box.querySelector(".search-choices"), menu, () => search());
  const others = otherYears(pagefind, menu);
  let latest = 0;
  let timer;
  let rest = [];

  async function search() {
    const mine = ++latest;
    list.ariaBusy = "true";
    const query = input.value;
    const { order, ...filters } = chosen();
    await others(filters.year);
    if (mine !== latest) return;
    const idle = !phrases(query).length && !filters.unit && !filters.type;
    const found = idle ? [] : await find(pagefind, query, filters, order);
    if (mine !== latest) return;
    const items = await Promise.all(found.slice(0, STEP).map((each) => item(each, query)));
    if (mine !== latest) return;
    list.replaceChildren(...items);
    status.textContent = idle ? menu.words.empty : found.length ? said(menu.words.count, found.length) : menu.words.none;
    rest = found.slice(STEP);
    offer();
    list.ariaBusy = "false";
  }

  function offer() {
    more.hidden = !rest.length;
    more.textContent = said(menu.words.more, Math.min(STEP, rest.length));
  }

  more.addEventListener("click", async () => {
    const mine = latest;
    const items = await Promise.all(rest.slice(0, STEP).map((each) => item(each, input.value)));
    if (mine !== latest) return;
    list.append(...items);
    rest = rest.slice(STEP);
    offer();
    items[0].querySelector("a").focus();
  });
  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    list.ariaBusy = "true";
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  input.addEventListener("compositionend", search);
  box.querySelector("form").addEventListener("reset", () => {
    input.focus();
    setTimeout(search);
  });
  await search();
}

/** Adds the index of another year, or of all, when it is first wanted. */
function otherYears(pagefind, menu) {
  const wanted = new Map([[menu.this_year, Promise.resolve()]]);
  const add = async (year) => {
    const folder = new URL(`../${year}/pagefind/`, ROOT);
    const found = await fetch(new URL("menu.json", folder)).then((answer) => answer.json());
    for (const part of found.parts) await pagefind.mergeIndex(new URL(`${part}/`, folder).href);
  };
  return async (chosen) => {
    for (const year of chosen ? [chosen] : menu.year.map(([each]) => each)) {
      if (!wanted.has(year)) wanted.set(year, add(year).catch(console.error));
      await wanted.get(year);
    }
  };
}

/** The selects, and what is chosen in them. */
function choices(place, menu, changed) {
  const offered = {
    unit: [["", menu.words.any_unit], ...menu.unit.map((each) => [each, each])],
    type: [["", menu.words.any_type], ...menu.type.map((each) => [each, each])],
    year: [["", menu.words.any_year], ...menu.year],
    order: menu.order,
  };
  const selects = Object.entries(offered).map(([name, options]) => {
    const select = element("select", "", ...options.map(([value, text]) => new Option(text, value)));
    select.name = name;
    select.setAttribute("aria-label", menu.words[name]);
    if (name === "year") select.value = menu.this_year;
    select.hidden = options.length === 1 || (name === "year" && options.length === 2);
    select.addEventListener("change", changed);
    return select;
  });
  place.replaceChildren(...selects);
  place.hidden = false;
  return () => Object.fromEntries(selects.filter((each) => each.value).map((each) => [each.name, each.value]));
}

async function item(result, query) {
  const page = await result.data();
  const wanted = phrases(query).map((words) => words.join(""));
  const title = unspaced(page.meta.title).replaceAll(BLOCK, "");
  const text = unspaced(page.content).replace(/^[^¶]*¶/, "");
  const types = page.filters.type ?? [];
  const facts = [unspaced(page.meta.unit ?? ""), page.meta.day, ...types].filter((each) => each && each !== title);
  const shown = element("div", "md-search-result__article md-typeset");
  shown.append(
    element("div", "search-title", ...marked(title, wanted)),
    element("div", "search-facts", facts.join(" · ")),
    element("p", "", ...marked(excerpt(text, wanted), wanted)),
  );
  const link = element("a", "md-search-result__link", shown);
  const phrase = wanted.find((each) => place(text, each) >= 0);
  const year = page.filters.year[0];
  link.href = new URL(`../${year}${page.raw_url}`, ROOT) + (phrase ? `#:~:text=${encodeURIComponent(phrase)}` : "");
  return element("li", "md-search-result__item", link);
}

function place(text, phrase) {
  return text.toLowerCase().indexOf(phrase.toLowerCase());
}

/** Some of the text around a phrase that is in it, where most is said about it. */
function excerpt(text, wanted) {
  const phrase = wanted.find((each) => place(text, each) >= 0);
  const blocks = text.split(BLOCK).filter((each) => phrase && place(each, phrase) >= 0);
  const longest = blocks.reduce((left, right) => (right.length > left.length ? right : left), "");
  const block = longest ? text.indexOf(longest) : 0;
  const at = longest ? block + place(longest, phrase) : 0;
  const from = Math.max(at - BEFORE, block);
  const cut = text.slice(from, from + EXCERPT);
  return `${from > block ? "…" : ""}${cut.replace(/¶$/, "").replaceAll(BLOCK, " · ")}${from + EXCERPT < text.length ? "…" : ""}`;
}

/** The text with the phrases marked, as nodes. */
function marked(text, wanted) {
  if (!wanted.length) return [text];
  const pattern = wanted.map((each) => each.replace(/[^\p{L}\p{N}_]/gu, "")).sort((a, b) => b.length - a.length).join("|");
  return text.split(new RegExp(`(${pattern})`, "giu")).map((part, place) => (place % 2 ? element("mark", "", part) : part));
}

function said(sentence, count) {
  return sentence.replace("{count}", count);
}

function element(name, classes, ...children) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  made.append(...children);
  return made;
}
