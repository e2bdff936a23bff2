"""Commands to the triggers (docs/triggers.md, docs/security.md): signed with the token that the user of the service can read."""
from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import socket
import sys
import time
from pathlib import Path
from typing import Optional

DOOR = "tcp://127.0.0.1:5559"


def token_path() -> Path:
    """Where the service keeps its token."""
    if sys.platform == "win32":
        return Path(os.environ["LOCALAPPDATA"], "Cellect", "command-token")
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state", "cellect", "command-token")


def sign(command: str, token: bytes, now: Optional[int] = None) -> str:
    """The command with its signature."""
    nonce, seconds = secrets.token_hex(16), str(int(time.time()) if now is None else now)
    mac = hmac.new(token, f"{nonce}\n{seconds}\n{command}".encode(), hashlib.sha256).hexdigest()
    return f"{command} nonce={nonce} time={seconds} mac={mac}"


def command(text: str, endpoint: str = DOOR, token_file: Optional[os.PathLike] = None, timeout_s: float = 10.0) -> str:
    """Sends a signed command; gives the answer."""
    path = Path(token_file) if token_file else token_path()
    if not path.exists():
        raise FileNotFoundError(f"there is no command token at {path}; cellect run makes it at its first start with triggers")
    return _ask(sign(text, bytes.fromhex(path.read_text().strip())), endpoint, timeout_s)


def arm(seconds: float, endpoint: str = DOOR, token_file: Optional[os.PathLike] = None) -> str:
    """Lets the rules steer the microscope for a time."""
    if not seconds >= 1:
        raise ValueError(f"{seconds} s; must be 1 or more")
    return command(f"arm {int(seconds)}", endpoint, token_file)


def disarm(endpoint: str = DOOR, token_file: Optional[os.PathLike] = None) -> str:
    """Ends it, and puts the microscope back."""
    return command("disarm", endpoint, token_file)


def stop(endpoint: str = DOOR, timeout_s: float = 10.0) -> str:
    """Ends everything that steers, at once; from this computer no token is needed."""
    return _ask("stop", endpoint, timeout_s)


def _ask(line: str, endpoint: str, timeout_s: float) -> str:
    host, _, port = endpoint.rpartition("://")[2].rpartition(":")
    with socket.create_connection((host, int(port)), timeout=timeout_s) as door:
        door.sendall(line.encode() + b"\n")
        answer = door.makefile("r", encoding="utf-8").readline().rstrip("\n")
    if not answer:
        raise ConnectionError(f"{endpoint} gave no answer")
    return answer
