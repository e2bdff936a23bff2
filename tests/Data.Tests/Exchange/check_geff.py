"""Checks a GEFF to the letter of its specification 1.2, read with Debian's python3-zarr: python3 check_geff.py PATH.geff
Prints a line of JSON: nodes, edges, tracklets, lineages and sums of the places."""
import json
import re
import sys

import numpy
import zarr

path = sys.argv[1]
root = zarr.open_group(path, mode="r")
geff = dict(root.attrs)["geff"]


def need(condition, what):
    if not condition:
        sys.exit(f"{path}: {what}")


need(re.fullmatch(r"\d+\.\d+(?:\.\d+)?(?:\.dev\d+)?(?:\+[a-zA-Z0-9.]+)?", geff["geff_version"]), "geff_version")
need(geff["directed"] is True, "directed must be true")
need(set(root.group_keys()) == {"nodes", "edges"}, "groups nodes and edges")
ids = root["nodes/ids"]
need(ids.ndim == 1 and ids.dtype.kind in "iu", "nodes/ids must be (N,) integers")
ids = ids[:]
count = len(ids)
need(len(numpy.unique(ids)) == count, "node ids are not unique")
edges = root["edges/ids"]
need(edges.ndim == 2 and edges.shape[1] == 2 and edges.dtype == root["nodes/ids"].dtype, "edges/ids must be (E,2) of the ids' dtype")
edges = edges[:]
need(numpy.isin(edges, ids).all(), "an edge ends at no node")
need((edges[:, 0] != edges[:, 1]).all(), "an edge to itself")
need(len(numpy.unique(edges, axis=0)) == len(edges), "an edge is there twice")

for kind, size in (("node", count), ("edge", len(edges))):
    group, told = root[f"{kind}s/props"], geff[f"{kind}_props_metadata"]
    need(set(group.group_keys()) == set(told), f"{kind} properties are {sorted(group.group_keys())}, metadata tells {sorted(told)}")
    for name, meta in told.items():
        values = group[name]["values"]
        need(meta["identifier"] == name, f"identifier of {name}")
        need(values.shape[0] == size, f"{name} has {values.shape} for {size}")
        need(numpy.dtype(meta["dtype"]) == values.dtype, f"dtype of {name} is {values.dtype}, metadata tells {meta['dtype']}")
        need(set(group[name].array_keys()) <= {"values", "missing", "data"}, f"arrays of {name}")
        if values.dtype.kind == "f":
            need(numpy.isfinite(values[:]).all(), f"{name} has values that are no numbers")

prop = lambda name: root[f"nodes/props/{name}/values"][:]
for axis in geff["axes"]:
    need(set(axis) <= {"name", "type", "unit", "min", "max", "scale", "scaled_unit", "offset"}, f"keys of axis {axis}")
    need(axis["type"] in ("space", "time", "channel"), f"type of axis {axis}")
    need("missing" not in root[f"nodes/props/{axis['name']}"].array_keys(), "an axis with missing values")
    values = prop(axis["name"])
    need(values.ndim == 1, "an axis with more than one dimension")
    need(("min" in axis) == ("max" in axis), "min without max")
    need("scaled_unit" not in axis or "scale" in axis, "scaled_unit without scale")
    if count:
        need(axis["min"] == values.min() and axis["max"] == values.max(), f"range of axis {axis['name']}")
need([axis["type"] for axis in geff["axes"]].count("time") == 1, "one axis of time")
need(geff["sphere"] in geff["node_props_metadata"], "sphere names no property")
need((prop(geff["sphere"]) >= 0).all(), "a radius below 0")
for hint in geff["display_hints"].values():
    need(hint in [axis["name"] for axis in geff["axes"]], f"display hint {hint} is no axis")

row = {int(node): i for i, node in enumerate(ids)}
t, tracklet, lineage = prop("t"), prop(geff["track_node_props"]["tracklet"]), prop(geff["track_node_props"]["lineage"])
source = numpy.array([row[int(a)] for a in edges[:, 0]], int)
target = numpy.array([row[int(b)] for b in edges[:, 1]], int)
need((t[source] < t[target]).all(), "an edge against time")
outs, ins = numpy.bincount(source, minlength=count), numpy.bincount(target, minlength=count)
need((ins <= 1).all() and (outs <= 2).all(), "a cell merges or divides into three")
# tracklets: maximal paths without a branch; lineages: weakly connected components
inner = (outs[source] == 1) & (ins[target] == 1)
need((tracklet[source[inner]] == tracklet[target[inner]]).all(), "a tracklet that is not maximal")
need((tracklet[source[~inner]] != tracklet[target[~inner]]).all(), "a tracklet that goes on past a branch")
heads = numpy.ones(count, bool)
heads[target[inner]] = False
need(len(numpy.unique(tracklet)) == heads.sum(), "two paths with one tracklet")
need((lineage[source] == lineage[target]).all(), "a lineage that is cut")
need(len(numpy.unique(lineage)) == (ins == 0).sum(), "two components with one lineage")
print(json.dumps({"nodes": count, "edges": len(edges), "tracklets": int(heads.sum()), "lineages": int((ins == 0).sum()),
                  "z": float(prop("z").sum()), "y": float(prop("y").sum()), "x": float(prop("x").sum()),
                  "axes": [axis["name"] for axis in geff["axes"]], "extra": geff["extra"]["cellect"]["name"]}))
