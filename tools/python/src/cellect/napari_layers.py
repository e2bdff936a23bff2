"""Live layers for napari: the newest cells and their tracks, at most two pictures a second."""
from __future__ import annotations

import threading
import time
from typing import Any, Callable, Dict, List, Optional

import numpy as np

from .following import CONTROL, TRACKS, Subscription, snapshot

PERIOD_S = 0.5
MOST_ROWS = 2_000_000


class NapariLive:
    """Keeps what has come; `refresh` fills the layers. Only `refresh` touches the viewer, from the thread that calls it."""

    def __init__(self, viewer: Any, endpoint: str = TRACKS, control: str = CONTROL) -> None:
        self._viewer, self._control = viewer, control
        self._lock, self._stop, self._changed = threading.Lock(), threading.Event(), False
        self._rows: List[np.ndarray] = []
        self._parents: Dict[int, int] = {}
        self._newest: Optional[Dict[str, Any]] = None
        self._series, self._voxel = "", (1.0, 1.0, 1.0)
        self._points: Any = None
        self._tracks: Any = None
        self._drawn = 0.0
        self._subscription = Subscription("series", "tracks", endpoint=endpoint)
        self._thread = threading.Thread(target=self._follow, name="cellect", daemon=True)
        self._thread.start()

    def refresh(self, now: Optional[float] = None) -> bool:
        """Fills the layers, where something is new and half a second has passed. True when they were filled."""
        now = time.monotonic() if now is None else now
        with self._lock:
            if not self._changed or now - self._drawn < PERIOD_S or self._newest is None:
                return False
            self._changed, self._drawn = False, now
            cells, rows, parents = self._newest["cells"], np.concatenate(self._rows), dict(self._parents)
            voxel, t = self._voxel, self._newest["t"]
        points = np.stack([np.full(len(cells["z"]), t, float), cells["z"], cells["y"], cells["x"]], axis=1)
        data = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
        ids = set(np.unique(data[:, 0]).astype(int).tolist())
        graph = {d: [m] for d, m in parents.items() if d in ids and m in ids}
        scale = (1.0, *voxel)
        if self._points is None:
            self._points = self._viewer.add_points(points, name="cells", size=2 * cells["radius"], scale=scale)
            self._tracks = self._viewer.add_tracks(data, name="tracks", graph=graph, scale=scale)
            return True
        self._points.data = points
        self._points.size = 2 * cells["radius"]
        # A graph may only name tracks that are there: it goes before the data changes and comes after.
        self._tracks.graph = {}
        self._tracks.data = data
        self._tracks.graph = graph
        return True

    def close(self) -> None:
        """Ends it; the layers stay."""
        self._stop.set()
        self._thread.join()
        self._subscription.close()

    def _follow(self) -> None:
        try:
            self._begin(snapshot(self._control))
        except (TimeoutError, RuntimeError):
            pass  # what comes from now on is shown
        while not self._stop.is_set():
            message = self._subscription.receive(timeout_s=0.1)
            if message is None:
                continue
            if message["type"] == "series":
                if message.get("event") == "begin":
                    self._begin(message)
            elif message["type"] == "tracks":
                self._add(message)

    def _begin(self, message: Dict[str, Any]) -> None:
        with self._lock:
            if message.get("series") != self._series:
                self._rows, self._parents, self._newest = [], {}, None
            self._series = message.get("series", "")
            if message.get("voxel_um"):
                self._voxel = tuple(float(v) for v in message["voxel_um"])
            lineage = message.get("lineage")
            if lineage:
                self._parents.update({int(k): int(p) for k, p in zip(lineage["track"], lineage["parent"]) if p > 0})
        if message.get("cells"):
            self._add(message)

    def _add(self, message: Dict[str, Any]) -> None:
        cells = message["cells"]
        rows = np.stack([cells["track"].astype(float), np.full(len(cells["z"]), message["t"], float), cells["z"], cells["y"], cells["x"]], axis=1)
        with self._lock:
            if self._newest is not None and message["t"] <= self._newest["t"]:
                return
            self._newest, self._changed = message, True
            self._rows.append(rows)
            self._parents.update({int(k): int(p) for k, p in zip(cells["track"], cells["parent"]) if p > 0})
            while sum(map(len, self._rows)) > MOST_ROWS and len(self._rows) > 1:
                self._rows.pop(0)


def napari_live(viewer: Any, endpoint: str = TRACKS, control: str = CONTROL, timer: Optional[Callable[[Callable[[], Any]], Any]] = None) -> NapariLive:
    """Fills two layers of a napari viewer, `cells` and `tracks`, while a session runs.

    timer: given what to call, calls it in the viewer's thread from time to time; None: a timer of Qt.
    """
    live = NapariLive(viewer, endpoint, control)
    if timer is not None:
        live.timer = timer(live.refresh)
        return live
    from qtpy.QtCore import QTimer

    live.timer = QTimer()
    live.timer.timeout.connect(live.refresh)
    live.timer.start(int(1000 * PERIOD_S / 2))
    return live
