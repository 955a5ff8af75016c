// Searches the year's pages in the index that generator/publish/search makes, and shows what is found.
// On a server that index is Pagefind's, read part by part; a page opened from a disk may fetch nothing, so there
// search-disk.js searches in scripts that hold the pages' text.
var siteSearch = (() => {
  const HERE = document.currentScript.src;
  const ROOT = new URL("../../", HERE);
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

  const NUMBER = /^[0-9]+$/;
  const BEFORE_NUMBERS = "年月第";
  const DATE_GAP = /(?<=[0-9])\s+(?=[年月日])|(?<=[年月])\s+(?=[0-9])/gu;

  /** What must each be found as written: the words between gaps and punctuation marks, real or thought. */
  function phrases(query) {
    const found = [[]];
    for (const token of query.replace(DATE_GAP, "").match(TOKEN) ?? []) {
      if (!SAID.test(token)) {
        if (found.at(-1).length) found.push([]);
        continue;
      }
      if (found.at(-1).length && isApart(found.at(-1).at(-1), token)) found.push([]);
      found.at(-1).push(token);
    }
    return found.filter((words) => words.length);
  }

  /** Whether a gap may be thought between two words: of two scripts, but for a number with what it counts. */
  function isApart(before, after) {
    if (IS_ALONE.test(before) && !IS_ALONE.test(after)) return !BEFORE_NUMBERS.includes(before) || !NUMBER.test(after);
    return IS_ALONE.test(after) && !IS_ALONE.test(before) && !NUMBER.test(before);
  }

  /** Indexed text as it reads; blocks stay divided by BLOCK. */
  function unspaced(text) {
    return text.replaceAll(" ", "").replaceAll(GAP, " ").replaceAll(`${BLOCK}.`, BLOCK).replace(/\.$/, "");
  }

  /** Every page with all phrases of the query, each exactly as written; a single word of letters or digits may go on. */
  async function find(engine, query, filters = {}, order = "relevance") {
    const wanted = phrases(query);
    const ranked = order === "relevance" && wanted.length;
    const options = { filters, sort: ranked ? {} : { date: "desc" } };
    if (!wanted.length) return Object.keys(filters).length ? engine.all(options) : [];
    const results = await Promise.all(wanted.map((words) => engine.phrase(words, options)));
    const scores = ranked ? await engine.scores(wanted, options) : null;
    const [first, ...others] = results;
    const found = others.reduce((left, more) => {
      const ids = new Set(more.map((each) => each.id));
      return left.filter((each) => ids.has(each.id));
    }, first);
    return scores ? found.sort((left, right) => (scores.get(right.id) ?? 0) - (scores.get(left.id) ?? 0)) : found;
  }

  /** Whether the words may be the beginning of a longer one. */
  function isOpen(words) {
    return words.length === 1 && words[0].length > 1 && isWithin(words[0]);
  }

  /** Whether the text begins with a letter or digit of a longer word. */
  function isWithin(text) {
    return SAID.test(text) && !IS_ALONE.test(text);
  }

  /** The index on a server, put together of its parts: what is to be chosen, and the ways to search. */
  async function onServer() {
    const address = new URL("pagefind/menu.json", ROOT);
    const menu = await fetched(address);
    const [first, ...others] = partsOf(menu, address);
    const pagefind = await import(`${first}pagefind.js`);
    await pagefind.init();
    await Promise.all(others.map((each) => pagefind.mergeIndex(each)));
    const hidden = new Set(menu.hidden); // what parts still say of pages that changed, which are in one of their own
    const search = async (text, options) => (await pagefind.search(text, options)).results.filter(({ id }) => !hidden.has(id));
    return {
      menu,
      all: (options) => search(null, options),
      phrase: (words, options) => search(isOpen(words) ? words[0] : `"${words.join(" ")}"`, options),
      scores: async (wanted, options) => {
        const found = await search(wanted.flat().join(" "), options); // a phrase has no score
        return new Map(found.map(({ id, score }) => [id, score]));
      },
      page: async (result) => {
        const { meta, content, filters, raw_url: path } = await result.data();
        return {
          title: unspaced(meta.title).replaceAll(BLOCK, ""),
          text: unspaced(content).replace(/^[^¶]*¶/, ""),
          unit: unspaced(meta.unit ?? ""),
          day: meta.day,
          types: filters.type ?? [],
          year: filters.year[0],
          path: path.slice(1),
        };
      },
      add: async (year) => {
        const address = new URL(`../${year}/pagefind/menu.json`, ROOT);
        const menu = await fetched(address);
        menu.hidden?.forEach((each) => hidden.add(each));
        await Promise.all(partsOf(menu, address).map((each) => pagefind.mergeIndex(each)));
      },
      isGone: async () => {
        const answer = await fetch(address, { cache: "no-cache" }).catch(() => null); // without a network nobody knows
        return answer !== null && (!answer.ok || String((await answer.json()).parts) !== String(menu.parts));
      },
    };
  }

  /** The addresses of an index's parts, the one to begin with first. */
  function partsOf(menu, address) {
    return [...menu.parts, ...(menu.changed ?? [])].map((part) => new URL(`${part}/`, address).href);
  }

  async function fetched(address) {
    return (await fetch(address)).json();
  }

  /** Runs a script of the site. */
  function script(address) {
    return new Promise((done, failed) => {
      const made = element("script");
      made.src = address;
      made.onload = done;
      made.onerror = () => failed(new Error(address));
      document.head.append(made);
    });
  }

  async function engine() {
    if (location.protocol !== "file:") return onServer().catch(onDisk); // where a server has no index
    return onDisk();
  }

  async function onDisk() {
    await script(new URL("search-disk.js", HERE).href);
    return diskSearch.engine(ROOT);
  }

  /** Makes the box search. */
  async function start(box) {
    const index = await engine();
    const menu = index.menu;
    const input = box.querySelector(".md-search__input");
    const status = box.querySelector("[role=status]");
    const list = box.querySelector("#search-results");
    const more = box.querySelector(".search-more");
    const chosen = choices(box.querySelector(".search-choices"), menu, () => search());
    const others = otherYears(index);
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
      const [found, items] = await looked(query, idle, filters, order);
      const gone = !idle && (await index.isGone?.()); // Pagefind passes over parts that are there no more
      if (mine !== latest) return;
      list.replaceChildren(...items);
      if (gone) status.replaceChildren(...renewed(query));
      else status.textContent = idle ? menu.words.empty : found.length ? said(menu.words.count, found.length) : menu.words.none;
      rest = found.slice(STEP);
      offer();
      list.ariaBusy = "false";
    }

    /** What is found, and the first of it to show; nothing where what it stands in is there no more. */
    async function looked(query, idle, filters, order) {
      try {
        const found = idle ? [] : await find(index, query, filters, order);
        return [found, await Promise.all(found.slice(0, STEP).map(async (each) => item(await index.page(each), query, menu)))];
      } catch (problem) {
        console.error(problem);
        return [[], []];
      }
    }

    /** That the site was made anew since the page was opened, and the way to search the new one. */
    function renewed(query) {
      const again = element("a", "search-again", menu.words.again);
      again.href = `${location.pathname}?q=${encodeURIComponent(query)}`;
      return [`${menu.words.renewed} `, again];
    }

    function offer() {
      more.hidden = !rest.length;
      more.textContent = said(menu.words.more, Math.min(STEP, rest.length));
    }

    more.addEventListener("click", async () => {
      const mine = latest;
      const items = await Promise.all(rest.slice(0, STEP).map(async (each) => item(await index.page(each), input.value, menu)));
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
  function otherYears(index) {
    const wanted = new Map([[index.menu.this_year, Promise.resolve()]]);
    return async (chosen) => {
      for (const year of chosen ? [chosen] : index.menu.year.map(([each]) => each)) {
        if (!wanted.has(year)) wanted.set(year, index.add(year).catch(console.error));
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

  function item({ title, text, unit, day, types, year, path }, query, menu) {
    const wanted = phrases(query).map((words) => words.join(""));
    const facts = [unit, day, ...types].filter((each) => each && each !== title);
    const named = types.includes(title); // many records have no other name than their kind: the day tells them apart
    const shown = element("div", "md-search-result__article md-typeset");
    shown.append(
      element("div", "search-title", ...marked(title, wanted), ...(named && day ? [` ${day}`] : [])),
      element("div", "search-facts", facts.join(" · ")),
      element("p", "", ...marked(excerpt(text, wanted), wanted)),
    );
    const link = element("a", "md-search-result__link", shown);
    const phrase = wanted.find((each) => place(text, each) >= 0);
    const site = year === menu.this_year ? ROOT : new URL(`../${year}/`, ROOT); // 2017-v1 is of 2017 and stays there
    link.href = new URL(path, site) + (phrase ? `#:~:text=${encodeURIComponent(phrase)}` : "");
    return element("li", "md-search-result__item", link);
  }

  function place(text, phrase) {
    return text.toLowerCase().indexOf(phrase.toLowerCase());
  }

  /** The sentence in which most of what was looked for stands, cut around it where it is long. */
  function excerpt(text, wanted) {
    const sentences = text.split(/¶|(?<=[。！？；!?;])/u);
    const worth = (each) => wanted.filter((phrase) => place(each, phrase) >= 0).length;
    const best = sentences.reduce((left, right) => {
      const more = worth(right) - worth(left);
      return more > 0 || (more === 0 && right.length > left.length) ? right : left;
    }, "");
    const phrase = wanted.find((each) => place(best, each) >= 0);
    const from = best.length > EXCERPT && phrase ? Math.max(place(best, phrase) - BEFORE, 0) : 0;
    const cut = best.slice(from, from + EXCERPT).trim();
    return `${from ? "…" : ""}${cut}${from + EXCERPT < best.length ? "…" : ""}`;
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

  return { phrases, find, isOpen, isWithin, script, engine, start };
})();
