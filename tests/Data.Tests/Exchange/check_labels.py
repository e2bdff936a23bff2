"""Reads labels of OME-Zarr with Debian's python3-zarr: python3 check_labels.py IMAGE
Prints a line of JSON: shape, dtype, scale, the labels of each time point."""
import json
import sys

import numpy
import zarr

root = zarr.open_group(sys.argv[1], mode="r")
assert list(root["labels"].attrs["labels"]) == ["cells"]
cells = root["labels/cells"]
attributes = dict(cells.attrs)
multiscale = attributes["multiscales"][0]
assert multiscale["version"] == "0.4" and "version" in attributes["image-label"] and "omero" not in attributes
assert [axis["name"] for axis in multiscale["axes"]] == ["t", "c", "z", "y", "x"]
array = cells[multiscale["datasets"][0]["path"]]
labels = [[int(v) for v in numpy.unique(array[t]) if v] for t in range(array.shape[0])]
print(json.dumps({"shape": array.shape, "dtype": str(array.dtype), "labels": labels, "metadata": multiscale["metadata"]["name"],
                  "scale": multiscale["datasets"][0]["coordinateTransformations"][0]["scale"]}))
