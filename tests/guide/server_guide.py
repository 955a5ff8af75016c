"""The guide for who runs the server, taken apart: its configuration and its commands, with paths of a test's own."""

from __future__ import annotations

import base64
import http.client
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.language.unit import worded

TEXT = worded((Path(__file__).resolve().parents[2] / "content/guide/server.md").read_text("utf-8"), None)
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MIME = Path("/etc/nginx/mime.types")
CAN_SERVE = bool(NGINX and MIME.is_file() and shutil.which("openssl"))
WRAPPER = """\
daemon off;
{user}pid {base}/nginx.pid;
error_log {base}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {base}/body;
    proxy_temp_path {base}/proxy;
    fastcgi_temp_path {base}/fastcgi;
    uwsgi_temp_path {base}/uwsgi;
    scgi_temp_path {base}/scgi;
{site}
}}
"""


def block(kind: str, after: str) -> str:
    """The first block of the kind after the heading."""
    return TEXT.split(f"{after}\n", 1)[1].split(f"```{kind}\n", 1)[1].split("\n```", 1)[0]


def section(heading: str) -> list[str]:
    """Every block of commands below the heading."""
    found = TEXT.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [each.split("\n```", 1)[0] for each in found.split("```sh\n")[1:]]


def moved(text: str, base: Path) -> str:
    """The text with everything of a server below a folder of the test's."""
    for place in ("/srv/", "/etc/nginx/", "/etc/ssl/wuhao/", "/opt/", "/usr/local/bin/"):
        text = text.replace(place, f"{base}{place}")
    return text


def shell(commands: str, base: Path) -> str:
    """Runs the commands as the guide's reader would, with the program of this repository as `wuhao`."""
    bin_ = base / "bin"
    bin_.mkdir(exist_ok=True)
    program = bin_ / "wuhao"
    project = Path(__file__).resolve().parents[2]
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{project}" exec "{sys.executable}" -m generator "$@"\n')
    program.chmod(0o755)
    home = base / "srv/git"
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    said = {**kept, "PATH": f"{bin_}:{os.environ['PATH']}", "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["sh", "-e", "-c", moved(commands, base)], cwd=home, env=said, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done
    return done.stdout + done.stderr


def password(base: Path, file: str, name: str, word: str) -> None:
    """Sets a password as the guide does, but for the asking."""
    made = subprocess.run(["openssl", "passwd", "-6", word], capture_output=True, text=True, check=True).stdout.strip()
    path = base / "etc/nginx" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{name}:{made}\n", "utf-8")


@contextmanager
def served(base: Path, configuration: str = "") -> Iterator[Server]:
    """nginx with the guide's configuration, or another, over the folder, on a port of its own."""
    keys = base / "etc/ssl/wuhao"
    keys.mkdir(parents=True)
    pair = ["-keyout", str(keys / "party.key"), "-out", str(keys / "party.crt")]
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=party.example.cn"]
    subprocess.run([*make, *pair], capture_output=True, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = moved(configuration or block("nginx", "### nginx"), base).replace(
        "listen 443 ssl", f"listen 127.0.0.1:{port} ssl"
    )
    user = "user root;\n" if os.getuid() == 0 else ""  # a test's folders are its own user's alone
    config = base / "nginx.conf"
    config.write_text(WRAPPER.format(base=base, site=site, user=user), "utf-8")
    tried = subprocess.run([str(NGINX), "-t", "-p", str(base), "-c", str(config)], capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    process = subprocess.Popen([str(NGINX), "-p", str(base), "-c", str(config)], stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, (base / "error.log").read_text()
            time.sleep(0.05)
        yield Server(port)
    finally:
        process.terminate()
        process.wait()


class Server:
    """What answers at a port of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, who: str = "", **headers: str) -> Answer:
        """The answer to one request, the path exactly as given."""
        return self.ask("GET", path, who, None, **headers)

    def ask(self, method: str, path: str, who: str, body: str | None, **headers: str) -> Answer:
        """The same of any method, with what is sent along."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        asking = http.client.HTTPSConnection("127.0.0.1", self.port, context=context, timeout=20)
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        if who:
            said["Authorization"] = f"Basic {base64.b64encode(who.encode()).decode()}"
        asking.request(method, path, body, said)
        answer = asking.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


class Answer:
    """One answer."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self) -> str:
        """What it says."""
        return self.body.decode("utf-8")
