"""`SHA256SUMS`: the files of a release and their checksums, in the form of `sha256sum`; and the signature of that file."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipelines.intake.faults import UnreadableInput
from pipelines.release.content import file_sha256
from pipelines.release.package import File

SUMS = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.sig"
NAMESPACE = "hakusho"
"""What the signature says that it was made for, so that none made for something else can take its place."""

_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_ARMOUR = ("-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----")


def paths_of(folder: Path) -> list[str]:
    """The paths of everything in a folder that is no folder, in order, with '/' between the parts."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()
    )


def described(folder: Path, leave_out: tuple[str, ...] = ()) -> list[File]:
    """Every file of a folder with its size and checksum, in order of its path, but for those to be left out."""
    return [
        File(path, (folder / path).stat().st_size, file_sha256(folder / path))
        for path in paths_of(folder)
        if path not in leave_out
    ]


def sums_text(sums: Mapping[str, str]) -> str:
    """The content of SHA256SUMS for these checksums by path."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums))


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS of everything in the folder."""
    sums = {file.path: file.sha256 for file in described(folder, (SUMS, SIGNATURE))}
    (folder / SUMS).write_text(sums_text(sums), encoding="utf-8", newline="\n")


def parse_sums(content: bytes) -> tuple[dict[str, str], list[str]]:
    """The checksums by path, and one line for each thing that is wrong with the file itself."""
    sums: dict[str, str] = {}
    faults: list[str] = []
    for number, line in enumerate(content.decode("utf-8", "backslashreplace").split("\n")[:-1], 1):
        if (match := _LINE.fullmatch(line)) is None:
            faults.append(f"{SUMS}: line {number} is not a checksum, two spaces and a path")
        else:
            sums[match[2]] = match[1]
    if not faults and sums_text(sums).encode() != content:
        faults.append(f"{SUMS}: its lines are not one for each file in order of their paths, each with its end")
    return sums, faults


def sign(folder: Path, key: Path) -> None:
    """Sign SHA256SUMS with an SSH key, as `ssh-keygen -Y sign` does. UnreadableInput, if that is refused."""
    _require_ssh_keygen()
    if not key.is_file():
        raise UnreadableInput("is no key file", key, "name the private SSH key, or sign without one")
    command = ["ssh-keygen", "-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key), SUMS]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode or not (folder / SIGNATURE).is_file():
        reason = " ".join(done.stderr.split()) or "no reason given"
        raise UnreadableInput(
            f"cannot sign ({reason})", key, "name a key without passphrase, or one of a running ssh-agent"
        )


def signature_faults(folder: Path, signers: Path | None = None) -> Iterator[str]:
    """What is wrong with the signature, if there is one; `signers` is a file of allowed signers, as ssh-keygen reads it.

    Without `signers` only that the signature fits is checked, not whose it is.
    """
    signature = folder / SIGNATURE
    if not signature.is_file():
        if signers is not None:
            yield f"{SIGNATURE}: is missing, so nobody signed this release"
        return
    if not (folder / SUMS).is_file():
        return  # told already
    if not _is_canonical(signature.read_bytes()):
        yield f"{SIGNATURE}: is not written as ssh-keygen writes a signature"
        return
    if shutil.which("ssh-keygen") is None:
        yield f"{SIGNATURE}: cannot be checked without ssh-keygen; install OpenSSH"
        return
    if signers is None:
        command = ["ssh-keygen", "-Y", "check-novalidate", "-n", NAMESPACE, "-s", SIGNATURE]
    else:
        found = _ran(["ssh-keygen", "-Y", "find-principals", "-s", SIGNATURE, "-f", str(signers.resolve())], folder)
        if found.returncode or not found.stdout.split():
            yield f"{SIGNATURE}: is by nobody who is in {signers}"
            return
        who = found.stdout.decode().splitlines()[0]
        command = [
            "ssh-keygen",
            "-Y",
            "verify",
            "-n",
            NAMESPACE,
            "-s",
            SIGNATURE,
            "-f",
            str(signers.resolve()),
            "-I",
            who,
        ]
    if _ran(command, folder, (folder / SUMS).read_bytes()).returncode:
        yield f"{SIGNATURE}: does not fit {SUMS}"


def _ran(command: list[str], folder: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, check=False)


def _is_canonical(content: bytes) -> bool:
    """Whether the file is the armour of its own bytes: else a changed byte between them could go unnoticed."""
    try:
        lines = content.decode("ascii").split("\n")
        packed = base64.b64decode("".join(lines[1:-2]), validate=True)
    except ValueError:
        return False
    body = base64.b64encode(packed).decode()
    wrapped = [body[start : start + 70] for start in range(0, len(body), 70)]
    return lines == [_ARMOUR[0], *wrapped, _ARMOUR[1], ""]


def _require_ssh_keygen() -> None:
    if shutil.which("ssh-keygen") is None:
        raise UnreadableInput("is not installed", "ssh-keygen", "install OpenSSH, or release without a signing key")
