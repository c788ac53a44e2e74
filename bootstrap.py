"""Makes .venv: exactly the packages of requirements.lock, and this project installed editable.

Here belongs what has to work before any package is installed, so only the standard library is used. What the
project itself does stays out. `make` calls it when .venv is missing or older than what it is made from.

Some Pythons come without ensurepip (Debian's for one), and `python3 -m venv` fails there. Then .venv is made
without pip, and pip comes from the package index: PIP_INDEX_URL if it is set, else PyPI. Once pip is there,
it heeds its own settings (mirrors, certificates, cache) as ever.
"""

import base64
import hashlib
import html.parser
import http.client
import os
import re
import ssl
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path

MINIMUM_PYTHON = (3, 11)


def too_old(major: int, minor: int) -> str:
    """One line for the user of a Python that is too old."""
    needed = ".".join(str(part) for part in MINIMUM_PYTHON)
    return (
        f"Hakusho needs Python {needed} or newer; this is {major}.{minor} ({sys.executable}). "
        f"Name a newer one: make PYTHON=python{needed}"
    )


# This early, because an older Python (3.6 can parse this file) would stop at the annotations below.
if sys.version_info < MINIMUM_PYTHON:
    sys.exit(too_old(*sys.version_info[:2]))

ROOT = Path(__file__).resolve().parent
# Inside an activated .venv sys.executable is the very file that is about to be replaced.
PYTHON: str = getattr(sys, "_base_executable", None) or sys.executable
DEFAULT_INDEX = "https://pypi.org/simple"
PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
PIP_OPTIONS = ("--disable-pip-version-check", "--no-input")


class SetupError(Exception):
    """Set-up cannot go on. The message says what failed, where, and what to do."""


def main() -> int:
    """Bring .venv up to date; 0 if it is, 1 with the reason on standard error if it cannot be."""
    environment, lock = ROOT / ".venv", ROOT / "requirements.lock"
    stamp, wanted = environment / "installed", fingerprint(lock.read_bytes(), environment)
    try:
        if not stamp.is_file() or stamp.read_text() != wanted:
            make_environment(environment, PYTHON, os.environ.get("PIP_INDEX_URL") or DEFAULT_INDEX)
            install_packages(environment, lock)
        install_project(environment, ROOT)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    stamp.write_text(wanted)
    return 0


def fingerprint(lock: bytes, environment: Path) -> str:
    """What .venv was made from. While it stays the same, the packages need not be installed again."""
    parts = (lock, PYTHON.encode(), str(sys.implementation.cache_tag).encode(), str(environment).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest() + "\n"


def make_environment(
    environment: Path, python: str, index: str, wheel: str = PIP_WHEEL, sha256: str = PIP_SHA256
) -> None:
    """Make an empty virtual environment that has pip; what was in its place is removed.

    Raises SetupError if neither the usual way works nor the one without ensurepip.
    """
    print(f"Making {environment} with {python}", flush=True)
    command = [python, "-m", "venv", "--clear"]
    if subprocess.run([*command, str(environment)], capture_output=True).returncode == 0:
        return
    run([*command, "--without-pip", str(environment)], f"{python} cannot make a virtual environment")
    print(f"This Python has no ensurepip: taking {wheel} from {without_login(index)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        fetched = fetch(index, wheel, sha256, Path(folder))
        # pip runs from inside its wheel, and so installs itself.
        install = [
            python_of(environment),
            f"{fetched}/pip",
            "install",
            *PIP_OPTIONS,
            "--no-index",
            "--no-deps",
        ]
        run([*install, str(fetched)], "pip cannot install itself")


def install_packages(environment: Path, lock: Path) -> None:
    """Install the packages of the lock file, hashes checked, with a count on the terminal.

    Raises SetupError with the end of pip's output if it fails.
    """
    # The lock is complete, and older pips mishandle extras in hash mode: hence no resolving.
    command = [*pip_install(environment), "--no-deps", "--require-hashes", "--requirement", str(lock)]
    total = sum(1 for line in lock.read_text(encoding="utf-8").splitlines() if line[:1].isalnum())
    output: list[str] = []
    done = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        assert process.stdout is not None  # it was asked for
        for line in process.stdout:
            output.append(line)
            if line.startswith(("Collecting ", "Processing ", "Ignoring ")):
                done += 1
                show_progress(f"Fetching packages: {done} of {total}", is_milestone=done == total)
            elif line.startswith("Installing collected packages"):
                show_progress("Installing packages", is_milestone=True)
    if sys.stdout.isatty():
        print()
    if process.returncode != 0:
        raise SetupError(f"pip could not install the packages of {lock}:\n" + "".join(output[-15:]).rstrip())


def install_project(environment: Path, root: Path) -> None:
    """Install this project itself, editable. The build backend is one of the locked packages."""
    command = [*pip_install(environment), "--no-deps", "--no-build-isolation", "--editable", str(root)]
    run(command, f"pip could not install the project in {root}")


def pip_install(environment: Path) -> list[str]:
    """The beginning of an install command for a virtual environment that has pip."""
    return [python_of(environment), "-m", "pip", "install", *PIP_OPTIONS]


def show_progress(text: str, is_milestone: bool) -> None:
    """Write the text over the previous one on a terminal; elsewhere write a line at milestones only."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)
    elif is_milestone:
        print(text, flush=True)


def run(command: list[str], complaint: str) -> None:
    """Run a command silently. Raises SetupError: the complaint and the end of the output, if it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    if done.returncode != 0:
        output = "\n".join(done.stdout.strip().splitlines()[-15:])
        raise SetupError(f"{complaint}: {output or f'exit code {done.returncode}'}")


def python_of(environment: Path) -> str:
    """The Python of a virtual environment."""
    return str(environment / "bin" / "python")


def fetch(index: str, file_name: str, sha256: str, folder: Path) -> Path:
    """Download one file of a simple index (PEP 503) into the folder.

    Raises SetupError if the index cannot be read or lacks it, or if the content is not the expected one.
    """
    project = file_name.split("-", maxsplit=1)[0]
    page_url = f"{index.rstrip('/')}/{project}/"
    link = find_link(read_url(page_url).decode(errors="replace"), file_name)
    if link is None:
        raise SetupError(f"{without_login(page_url)} lacks {file_name}: set PIP_INDEX_URL to another index")
    url = urllib.parse.urljoin(page_url, link)
    content = read_url(url)
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise SetupError(f"{without_login(url)} was refused: its sha256 is {found}, expected {sha256}")
    path = folder / file_name
    path.write_bytes(content)
    return path


def find_link(page: str, file_name: str) -> str | None:
    """The link of a file on a page of a simple index, relative if written so; None if it is not there."""
    for link in links_of(page):
        if urllib.parse.unquote(urllib.parse.urlsplit(link).path).rpartition("/")[2] == file_name:
            return link
    return None


def links_of(page: str) -> list[str]:
    """The targets of all links of an HTML page, in its order."""
    links: list[str] = []

    class Reader(html.parser.HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            links.extend(value for name, value in attrs if tag == "a" and name == "href" and value)

    Reader().feed(page)
    return links


def read_url(url: str) -> bytes:
    """The content of a URL; a user and password in it are sent as pip sends them. Raises SetupError."""
    try:
        parts = urllib.parse.urlsplit(url)
        request = urllib.request.Request(without_login(url))
        if parts.username is not None:
            login = urllib.parse.unquote(f"{parts.username}:{parts.password or ''}").encode()
            request.add_unredirected_header("Authorization", "Basic " + base64.b64encode(login).decode())
        context = ssl.create_default_context(cafile=os.environ.get("PIP_CERT"))
        with urllib.request.urlopen(request, timeout=60, context=context) as answer:
            content: bytes = answer.read()
    except (OSError, ValueError, http.client.HTTPException) as error:
        message = f"cannot read {without_login(url)} ({error}): set PIP_INDEX_URL to an index within reach"
        raise SetupError(message) from error
    return content


def without_login(url: str) -> str:
    """The URL without user and password: they must not get into messages."""
    return re.sub(r"(?<=://)[^/?#]*@", "", url, count=1)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
