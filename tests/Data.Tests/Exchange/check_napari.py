"""Checks what napari's layer of tracks asks of its parts (napari.layers.tracks): python3 check_napari.py FOLDER
Prints a line of JSON: rows, tracks, edges of the graph."""
import csv
import json
import os
import sys

import numpy

folder = sys.argv[1]
data = numpy.load(os.path.join(folder, "tracks.npy"))
graph = {int(k): v for k, v in json.load(open(os.path.join(folder, "graph.json"))).items()}
with open(os.path.join(folder, "properties.csv")) as file:
    rows = list(csv.DictReader(file))
assert data.ndim == 2 and data.shape[1] == 5 and data.dtype == numpy.float64
assert (data[:, :2] == numpy.floor(data[:, :2])).all()
assert (numpy.lexsort((data[:, 1], data[:, 0])) == numpy.arange(len(data))).all()
assert len(numpy.unique(data[:, :2], axis=0)) == len(data)
ids = set(data[:, 0])
assert all(child in ids and all(parent in ids for parent in parents) for child, parents in graph.items())
assert len(rows) == len(data) and all(int(row["track_id"]) == line[0] for row, line in zip(rows, data))
assert all(numpy.isfinite(float(value)) for row in rows for value in row.values())
print(json.dumps({"rows": len(data), "tracks": len(ids), "graph": len(graph)}))
