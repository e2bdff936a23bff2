"""Recordings as arrays (docs/recording.md)."""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Tuple, Union

import numpy as np

INTEGERS = ("t", "track", "parent")


@dataclass(frozen=True)
class Recording:
    """A recording, live or final, as far as it is whole."""

    folder: Path
    session: Dict[str, Any]
    tracks: Dict[str, np.ndarray]
    """Columns of tracks.csv, one value a cell and frame, in the order of time, less divisions that the model withdrew."""
    frames: Dict[str, np.ndarray]
    """Columns of frames.csv, int64."""

    @property
    def voxel_um(self) -> Tuple[float, float, float]:
        """Extent of a voxel z, y, x, micrometres."""
        z, y, x = self.session["voxel_um"]
        return float(z), float(y), float(x)

    def napari_tracks(self) -> Tuple[np.ndarray, Dict[int, List[int]], Dict[str, np.ndarray]]:
        """data (track_id, t, z, y, x), graph and features of napari's layer of tracks; voxels."""
        order = np.lexsort((self.tracks["t"], self.tracks["track"]))
        data = np.stack([self.tracks[name][order].astype(float) for name in ("track", "t", "z", "y", "x")], axis=1)
        ids, parents = self.tracks["track"], self.tracks["parent"]
        mothers = parents[parents > 0]
        daughters = ids[parents > 0][np.isin(mothers, ids)]
        graph = {int(d): [int(m)] for d, m in zip(daughters, mothers[np.isin(mothers, ids)])}
        return data, graph, {name: self.tracks[name][order] for name in ("radius", "score", "division", "link") if name in self.tracks}


def load(folder: Union[str, Path]) -> Recording:
    """Reads a recording: finished, cut short, or still being written."""
    folder = Path(folder)
    for name in ("frames.csv", "tracks.csv", "session.json"):
        if not (folder / name).exists():
            raise FileNotFoundError(f"'{folder}' is no recording: there is no {name} in it")
    session = json.loads((folder / "session.json").read_text(encoding="utf-8"))
    frames = _columns((folder / "frames.csv").read_bytes(), np.int64)
    # What frames.csv does not count was not recorded whole.
    size = int(frames["tracks_bytes"][-1]) if len(frames["t"]) else None
    tracks = _columns((folder / "tracks.csv").read_bytes()[:size], np.float64)
    typed = {name: values.astype(np.int32 if name in INTEGERS else np.float32) for name, values in tracks.items()}
    if size is None:
        typed = {name: values[:0] for name, values in typed.items()}
    _withdraw(folder / "division_events.csv", typed, int(frames["t"][-1]) if len(frames["t"]) else -1)
    return Recording(folder, session, typed, frames)


def _withdraw(path: Path, tracks: Dict[str, np.ndarray], last_t: int) -> None:
    """Takes back divisions that the model withdrew one volume later (docs/recording.md): the mother goes on in one daughter."""
    if not path.exists():
        return
    text = path.read_bytes()
    lines = text[: text.rfind(b"\n") + 1].decode("ascii").split("\n")[1:-1]
    ids, parents, renamed = tracks["track"], tracks["parent"], {}
    for known_t, _, mother, first, second, state, _, continues, *_ in (line.split(",") for line in lines):
        if state != "withdrawn" or int(known_t) > last_t:
            continue
        # In the order of time: a mother that was a daughter herself has her name by now.
        mother, daughter = renamed.get(int(mother), int(mother)), int(continues)
        other = int(second) if daughter == int(first) else int(first)
        own = parents[ids == mother]
        parents[ids == other] = -1
        parents[ids == daughter] = own[0] if len(own) else -1
        parents[parents == daughter] = mother
        ids[ids == daughter] = mother
        renamed[daughter] = mother


def _columns(text: bytes, kind: type) -> Dict[str, np.ndarray]:
    # A last line without its end is torn.
    lines = text[: text.rfind(b"\n") + 1].decode("ascii").split("\n")[:-1]
    names = lines[0].split(",")
    rows = [line.split(",") for line in lines[1:]]
    values = np.array(rows, dtype=object).reshape(len(rows), len(names))
    return {name: values[:, i].astype(kind) for i, name in enumerate(names)}
