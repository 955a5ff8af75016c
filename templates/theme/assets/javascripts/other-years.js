// Says above a page that it is of a past year, or superseded, where the list of years says so.
// The page itself cannot: it was made, and may have been frozen, before the year that came after it.
(async () => {
  const words = document.currentScript.dataset;
  if (location.protocol === "file:") return; // nothing may be fetched there
  const { base } = JSON.parse(document.getElementById("__config").textContent);
  const root = new URL(`${base}/`, location);
  const versions = await (await fetch(new URL("../versions.json", root))).json();
  const own = versions.find(({ version }) => version === root.pathname.split("/").at(-2));
  const latest = versions.find(({ aliases }) => aliases.includes("latest"));
  if (!own || own === latest) return;
  const superseded = own.properties?.state === "superseded";
  const year = own.version.split("-")[0];
  const fill = (text) => text.replace("{year}", year).replace("{latest}", latest.version);
  const link = document.createElement("a");
  link.href = new URL(`../${superseded ? year : latest.version}/index.html`, root);
  link.textContent = fill(superseded ? words.current : words.latest);
  const line = document.createElement("p");
  line.className = "banner banner--year";
  line.append(fill(superseded ? words.superseded : words.past), " ", link);
  const place = document.querySelector("[data-md-component=announce]");
  let banner = place.querySelector(".md-banner__inner");
  if (!banner) {
    place.innerHTML = '<aside class="md-banner"><div class="md-banner__inner md-grid md-typeset"></div></aside>';
    banner = place.querySelector(".md-banner__inner");
  }
  banner.append(line);
})().catch(console.error);
