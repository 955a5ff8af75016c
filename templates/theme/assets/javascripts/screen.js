// Turns the parts of the page for a wall: one fills the screen, the next follows by itself unless the reader's system asks
// for less motion. On a small screen, and without this script, all parts stand one below another.
(() => {
  const EACH = 15_000;
  const RENEWED = 600_000;
  const parts = [...document.querySelectorAll(".screen__part")];
  const turn = document.querySelector(".screen__turn");
  const switched = turn.querySelector("[data-stop]");
  const large = matchMedia("(min-width: 60em)");
  let now = Math.min(Number(new URL(location).searchParams.get("part")) || 0, parts.length - 1);
  let running = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  let timer;

  function show() {
    clearTimeout(timer);
    document.documentElement.classList.toggle("screen-on", large.matches);
    turn.hidden = !large.matches;
    parts.forEach((part, index) => {
      part.hidden = large.matches && index !== now;
    });
    switched.textContent = running ? switched.dataset.stop : switched.dataset.go;
    turn.querySelector("output").value = `${now + 1} / ${parts.length}`;
    if (running && large.matches) timer = setTimeout(() => go(1), EACH);
  }

  function go(by) {
    now = (now + by + parts.length) % parts.length;
    show();
  }

  function stopOrGo() {
    running = !running;
    show();
  }

  async function renew() {
    const answer = await fetch(location, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return; // a server that is away must not leave its fault on the wall
    const address = new URL(location);
    address.searchParams.set("part", now);
    location.replace(address);
  }

  for (const each of turn.querySelectorAll("[data-turn]")) each.addEventListener("click", () => go(Number(each.dataset.turn)));
  switched.addEventListener("click", stopOrGo);
  document.addEventListener("keydown", (event) => {
    if (!large.matches || event.target.closest("a, button, input, label, summary")) return;
    if (event.key === " ") stopOrGo();
    else if (event.key === "ArrowRight") go(1);
    else if (event.key === "ArrowLeft") go(-1);
    else return;
    event.preventDefault();
  });
  large.addEventListener("change", show);
  if (location.protocol !== "file:") setInterval(() => running && renew(), RENEWED);
  show();
})();
