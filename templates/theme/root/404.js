(async () => {
  const parts = location.pathname.split("/");
  const folders = parts.slice(1).map((_, depth) => `${location.origin}${parts.slice(0, parts.length - 1 - depth).join("/")}/`);
  for (const root of folders.slice(0, 8)) {
    const listed = await fetch(`${root}versions.json`).catch(() => null);
    const versions = listed?.ok ? await listed.json().catch(() => null) : null;
    if (!Array.isArray(versions)) continue;
    document.querySelector("base").href = root;
    const [, year, page] = location.href.split(/[?#]/)[0].slice(root.length).match(/^(\d{4}(?:-v\d+)?)\/(.+)$/) ?? [];
    if (!page) return;
    const place = document.getElementById("elsewhere");
    for (const { version, title } of versions.filter((each) => each.version !== year)) {
      const answer = await fetch(`${root}${version}/${page}`, { method: "HEAD" }).catch(() => null);
      if (!answer?.ok) continue;
      const link = document.createElement("a");
      link.href = `${version}/${page}`;
      link.textContent = title;
      const item = document.createElement("li");
      item.append(link);
      place.querySelector("ul").append(item);
      place.hidden = false;
    }
    return;
  }
})();
