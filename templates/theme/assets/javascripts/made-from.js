// Says at the foot of a page what its year was made of. It stands in one file: were it in the page, each commit would
// make every page another. The link beside it leads to the same for who has no script or opens a page from a disk.
(async () => {
  if (location.protocol === "file:") return; // nothing may be fetched there
  const { base } = JSON.parse(document.getElementById("__config").textContent);
  const root = new URL(`${base}/`, location);
  const answer = await fetch(new URL("../version.json", root));
  if (!answer.ok) return;
  const lines = await answer.json();
  const year = root.pathname.split("/").at(-2);
  const own = year === "latest" ? Object.keys(lines).sort().at(-1) : year;
  document.getElementById("made-from").textContent = lines[own] ?? "";
})().catch(console.error);
