// Searches the year's pages where they were opened from a disk: in the scripts of generator/publish/search/disk.py.
// Each calls diskSearch.menu or diskSearch.part. A page's text is a list of blocks, each kept once for all pages.
var diskSearch = (() => {
  const TITLE = 20;
  const menus = new Map();
  let reading;
  const parts = [];

  /** How often the words stand in the text, lower case both; at their ends no word goes on, unless it may. */
  function times(text, words, open) {
    const phrase = words.join("");
    let count = 0;
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      const end = at + phrase.length;
      const before = at > 0 && siteSearch.isWithin(phrase[0]) && siteSearch.isWithin(text[at - 1]);
      const after = !open && end < text.length && siteSearch.isWithin(phrase.at(-1)) && siteSearch.isWithin(text[end]);
      if (!before && !after) count += 1;
    }
    return count;
  }

  function chosen(page, { unit, type, year } = {}) {
    return (!unit || page.unit === unit) && (!type || page.types.includes(type)) && (!year || page.year === year);
  }

  function newest(pages, { sort }) {
    return sort.date ? pages.sort((left, right) => (left.day < right.day ? 1 : left.day > right.day ? -1 : 0)) : pages;
  }

  /** Pages with the words, and how much is said of them there. */
  function counted(words, filters) {
    const said = words.map((each) => each.toLowerCase());
    const open = siteSearch.isOpen(words);
    const found = new Map();
    for (const { lower, pages } of parts) {
      const hits = new Map();
      lower.forEach((block, number) => {
        const count = times(block, said, open);
        if (count) hits.set(number, count);
      });
      for (const page of pages) {
        if (!chosen(page, filters)) continue;
        const named = times(page.title.toLowerCase(), said, open) * TITLE + times(page.unit.toLowerCase(), said, open);
        const count = page.blocks.reduce((sum, block) => sum + (hits.get(block) ?? 0), named);
        if (count) found.set(page, count / Math.sqrt(page.blocks.length + 1));
      }
    }
    return found;
  }

  /** Runs the scripts of a year in that folder. */
  async function load(folder) {
    menus.delete(folder.href);
    reading = folder.href;
    await siteSearch.script(new URL("menu.js", folder).href);
    for (const part of menus.get(folder.href).parts) {
      await siteSearch.script(new URL(`${part}/text.js`, folder).href);
    }
    return menus.get(folder.href);
  }

  /** The index as search.js asks it, of the year with that root. */
  async function engine(root) {
    const menu = await load(new URL("search/", root));
    return {
      menu,
      all: async (options) => newest(parts.flatMap(({ pages }) => pages.filter((page) => chosen(page, options.filters))), options),
      phrase: async (words, options) => newest([...counted(words, options.filters).keys()], options),
      scores: async (wanted, { filters }) => {
        const scores = new Map();
        for (const words of wanted) {
          for (const [page, score] of counted(words, filters)) scores.set(page.id, (scores.get(page.id) ?? 0) + score);
        }
        return scores;
      },
      page: async (page) => ({ ...page, text: page.blocks.map((each) => page.part[each]).join("¶") }),
      add: (year) => load(new URL(`../${year}/search/`, root)),
    };
  }

  /** Takes in a part: its pages, and the text of their blocks. */
  function part({ year, blocks, pages }) {
    const known = pages.map(([path, title, unit, day, types, own]) => {
      return { id: `${year}/${path}`, path, title, unit, day, types, year, blocks: own, part: blocks };
    });
    parts.push({ lower: blocks.map((each) => each.toLowerCase()), pages: known });
  }

  return { engine, part, menu: (found) => menus.set(reading, found) };
})();
