"""Volumes to Cellect: version 1 of the wire (docs/wire.md)."""
from __future__ import annotations

import time
import uuid
from typing import Any, Mapping, Optional, Sequence

import msgpack
import numpy as np
import zmq

DTYPES = ("u1", "u2", "i2", "f4")


class Sender:
    """One series. Use it as a context manager: leaving it ends the series and waits until everything has been taken."""

    def __init__(self, voxel_um: Sequence[float], endpoint: str = "tcp://127.0.0.1:5555", series: Optional[str] = None,
                 meta: Optional[Mapping[str, Any]] = None, timeout_s: float = 30.0) -> None:
        """voxel_um: extent of a voxel z, y, x in micrometres. timeout_s: longest wait for Cellect to take a message."""
        if len(voxel_um) != 3 or not all(np.isfinite(v) and v > 0 for v in voxel_um):
            raise ValueError(f"voxel_um is {list(voxel_um)}; must be three lengths above 0 (z, y, x in micrometres)")
        self.series = series or f"python-{uuid.uuid4().hex[:12]}"
        self._timeout_ms, self._seq, self._last_t = int(1000 * timeout_s), 0, -1
        self._socket = zmq.Context.instance().socket(zmq.PUSH)
        self._socket.sndhwm = 4  # volumes: feel the back-pressure early instead of filling the memory
        self._socket.sndtimeo = self._timeout_ms
        self._socket.connect(endpoint)
        self._send({"type": "start", "voxel_um": [float(v) for v in voxel_um], "meta": dict(meta or {})})

    def send(self, volume: np.ndarray, t: Optional[int] = None, c: int = 0, exposure_end_ns: Optional[int] = None) -> int:
        """Sends one volume (z, y, x) of uint8, uint16, int16 or float32. t: time point; None: the next. Gives the time point."""
        pixels = np.ascontiguousarray(volume)
        if pixels.dtype.byteorder == ">":
            pixels = pixels.astype(pixels.dtype.newbyteorder("<"))
        kind = pixels.dtype.str[1:]
        if pixels.ndim != 3 or kind not in DTYPES:
            raise ValueError(f"the volume has shape {pixels.shape} and dtype {pixels.dtype}; must be (z, y, x) of uint8, uint16, int16 or float32")
        t = self._last_t + 1 if t is None else int(t)
        self._send({"type": "volume", "t": t, "c": int(c), "shape": list(pixels.shape), "dtype": kind, "compression": "none",
                    "exposure_end_ns": time.time_ns() if exposure_end_ns is None else int(exposure_end_ns)}, pixels)
        self._last_t = max(self._last_t, t)
        return t

    def end(self) -> None:
        """Ends the series and waits until everything has been taken."""
        if self._socket.closed:
            return
        try:
            self._send({"type": "end", "t": self._last_t})
        finally:
            self._socket.close(linger=self._timeout_ms)

    def __enter__(self) -> "Sender":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _send(self, header: Mapping[str, Any], *parts: np.ndarray) -> None:
        message = msgpack.packb({"v": 1, "series": self.series, "seq": self._seq, **header})
        try:
            self._socket.send_multipart([message, *parts])
        except zmq.Again:
            raise TimeoutError(f"Cellect took nothing for {self._timeout_ms / 1000} s; is it running, and is the endpoint right?") from None
        self._seq += 1
