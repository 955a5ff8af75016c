// A page opened from a disk may not fetch versions.json: the list of years is then left out,
// and the link at the foot of the page leads to it.
if (location.protocol === "file:") {
  const config = document.getElementById("__config");
  const values = JSON.parse(config.textContent);
  delete values.version;
  config.textContent = JSON.stringify(values);
}
