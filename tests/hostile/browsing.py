"""Opens pages as a reader would, and tells everything that should not have happened."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser

_WATCH = """
window.broken = [];
document.addEventListener('securitypolicyviolation', e => window.broken.push(e.violatedDirective + ' ' + e.blockedURI));
"""
_MARKUP = """() => {
  const found = [...window.broken];
  const tell = (what, e) => found.push(what + ': ' + e.outerHTML.slice(0, 200));
  for (const e of document.querySelectorAll('.pwned, #pwned')) tell('made by a text', e);
  // What the program's own pages have beside texts: three scripts of its own, a filter that is sent nowhere, and the
  // base of the page for addresses that are not there.
  const script = /^\\/\\S*assets\\/javascripts\\/(filter|my-branch|screen)\\.js$/;
  const own = e => e.matches('script:empty') && script.test(new URL(e.src, location).pathname)
    || e.matches('form.filter:not([action])')
    || e.matches('base') && location.pathname.endsWith('/404.html') && e.href === new URL('./', location).href;
  const never = 'script, style, iframe, object, embed, base, meta, link, form, math, noscript, video, audio';
  for (const e of document.querySelectorAll('article :is(' + never + ')')) if (!own(e)) tell('never in a page', e);
  for (const e of document.querySelectorAll('iframe, object, embed, base, meta[http-equiv=refresh]'))
    if (!own(e)) tell('never', e);
  for (const e of document.querySelectorAll('*'))
    for (const a of e.attributes) if (/^on/i.test(a.name)) tell('runs', e);
  for (const e of document.querySelectorAll('a[href], area[href]'))
    if (!['http:', 'https:', 'mailto:'].includes(e.protocol)) tell('leads to what runs', e);
  for (const e of document.querySelectorAll('[src], [data], [poster], [srcset], [background]'))
    for (const name of ['src', 'data', 'poster', 'srcset', 'background'])
      if (e.hasAttribute(name) && new URL(e.getAttribute(name), location).host !== location.host) tell('elsewhere', e);
  return found;
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The folder at an address that ends in its name, as the guide serves each audience's."""
    handler = functools.partial(_Quiet, directory=str(folder.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{folder.name}"
        server.shutdown()


def wrong(browser: Browser, address: str, paths: Iterable[str]) -> Iterator[str]:
    """What went wrong on each page: dialogs, what the console said, requests elsewhere, markup that texts made."""
    page = browser.new_page()
    page.add_init_script(_WATCH)
    told: list[str] = []
    page.on("dialog", lambda dialog: (told.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: told.append(f"console {message.text}"))
    page.on("pageerror", lambda error: told.append(f"error {error}"))
    page.on("request", lambda asked: told.append(f"asked {asked.url}") if not asked.url.startswith(address) else None)
    page.on("popup", lambda opened: told.append(f"opened {opened.url}"))
    for path in paths:
        page.goto(f"{address}/{quote(path)}", wait_until="load")
        told += page.evaluate(_MARKUP)
        yield from (f"{path}: {each}" for each in told)
        told.clear()
    page.close()


def title(browser: Browser, address: str, path: str) -> str:
    """What a page's heading shows."""
    page = browser.new_page()
    page.goto(f"{address}/{quote(path)}")
    shown = page.locator("h1").inner_text()
    page.close()
    return shown
