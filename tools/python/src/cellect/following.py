"""What Cellect publishes (docs/publish.md), with its tables as arrays."""
from __future__ import annotations

from typing import Any, Dict, Iterator, Optional

import msgpack
import numpy as np
import zmq

TRACKS, CONTROL = "tcp://127.0.0.1:5556", "tcp://127.0.0.1:5557"
INTEGERS = {"track", "parent", "generation", "first_t", "last_t", "t", "mother", "state", "first_daughter", "second_daughter"}
TABLES = ("cells", "lineage", "divisions")


def with_arrays(message: Dict[str, Any]) -> Dict[str, Any]:
    """The message with its columns as numpy arrays."""
    for table in TABLES:
        if isinstance(message.get(table), dict):
            message[table] = {
                name: np.frombuffer(column, "<i4" if name in INTEGERS else "<f4") if isinstance(column, bytes) else column
                for name, column in message[table].items()
            }
    return message


def request(what: str, endpoint: str = CONTROL, timeout_s: float = 5.0) -> Dict[str, Any]:
    """One request to the control socket and its answer."""
    with zmq.Context.instance().socket(zmq.REQ) as socket:
        socket.linger, socket.rcvtimeo = 0, int(1000 * timeout_s)
        socket.connect(endpoint)
        socket.send(msgpack.packb({"v": 1, "type": what}))
        try:
            answer = msgpack.unpackb(socket.recv())
        except zmq.Again:
            raise TimeoutError(f"no answer from {endpoint} within {timeout_s} s; is Cellect running?") from None
    if answer.get("type") == "error":
        raise RuntimeError(answer["error"])
    return with_arrays(answer)


def snapshot(endpoint: str = CONTROL, timeout_s: float = 5.0) -> Dict[str, Any]:
    """All that has been told of the series so far."""
    return request("snapshot", endpoint, timeout_s)


def status(endpoint: str = CONTROL, timeout_s: float = 5.0) -> Dict[str, Any]:
    """How the service is."""
    return request("status", endpoint, timeout_s)


class Subscription:
    """Messages as they come, an iterator. Close it, or use it as a context manager."""

    def __init__(self, *topics: str, endpoint: str = TRACKS) -> None:
        """topics: series, tracks, division, analysis, trigger, status; none: all."""
        self._socket = zmq.Context.instance().socket(zmq.SUB)
        self._socket.linger = 0
        for topic in topics or ("",):
            self._socket.subscribe(topic)
        self._socket.connect(endpoint)

    def receive(self, timeout_s: Optional[float] = None) -> Optional[Dict[str, Any]]:
        """The next message; None when none comes in time. None for timeout_s: waits for ever."""
        if not self._socket.poll(None if timeout_s is None else int(1000 * timeout_s)):
            return None
        return with_arrays(msgpack.unpackb(self._socket.recv_multipart()[1]))

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        while True:
            message = self.receive()
            if message is not None:
                yield message

    def close(self) -> None:
        self._socket.close()

    def __enter__(self) -> "Subscription":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def subscribe(*topics: str, endpoint: str = TRACKS) -> Subscription:
    """Messages as they come."""
    return Subscription(*topics, endpoint=endpoint)
