"""Sends a short series of 3D volumes to Cellect: protocol version 1, described in docs/wire.md.

    python3 send_volumes.py [ENDPOINT] [--planes] [--lz4 | --zstd]

Needs pyzmq, msgpack and numpy; lz4 or zstandard only for compression.
"""
import sys
import time
import uuid

import msgpack
import numpy as np
import zmq

VOXEL_UM = [2.03, 0.406, 0.406]  # micrometres, z, y, x


def pack(pixels, compression):
    """One pixel part: C order, little-endian, packed as the header says."""
    data = np.ascontiguousarray(pixels)
    if compression == "lz4":
        import lz4.block
        return lz4.block.compress(data, store_size=False)
    if compression == "zstd":
        import zstandard
        return zstandard.ZstdCompressor().compress(data)
    return data


class Series:
    """One acquisition run."""

    def __init__(self, socket, name, compression="none"):
        self.socket, self.name, self.compression, self.seq = socket, name, compression, 0

    def send(self, header, *parts):
        header = {"v": 1, "series": self.name, "seq": self.seq, **header}
        self.seq += 1  # every message counts, whatever its type
        self.socket.send_multipart([msgpack.packb(header), *parts], copy=False)

    def start(self, **meta):
        self.send({"type": "start", "voxel_um": VOXEL_UM, "meta": meta})

    def volume(self, t, volume, c=0):
        """volume: numpy array (z, y, x) of uint8, uint16 or float32."""
        self.send(self._image("volume", t, c, volume.shape, volume.dtype), pack(volume, self.compression))

    def plane(self, t, z, plane, depth, c=0):
        """plane: numpy array (y, x), slice z of a volume of `depth` slices; send it as soon as the camera has it."""
        header = self._image("plane", t, c, (depth, *plane.shape), plane.dtype)
        self.send({**header, "z": z}, pack(plane, self.compression))

    def end(self, last_t):
        self.send({"type": "end", "t": last_t})

    def _image(self, kind, t, c, shape, dtype):
        return {
            "type": kind,
            "t": t,
            "c": c,
            "shape": list(shape),
            "dtype": dtype.str[1:],  # '<u2' -> 'u2'
            "exposure_end_ns": time.time_ns(),
            "compression": self.compression,
        }


def main(endpoint="tcp://127.0.0.1:5555", *flags):
    compression = "lz4" if "--lz4" in flags else "zstd" if "--zstd" in flags else "none"
    socket = zmq.Context.instance().socket(zmq.PUSH)
    socket.sndhwm = 4  # volumes: feel the back-pressure early instead of filling the memory
    socket.connect(endpoint)

    series = Series(socket, f"example-{uuid.uuid4().hex[:8]}", compression)
    series.start(objective="25x/1.1", operator="example")
    z, y, x = np.ogrid[:8, :32, :48]
    for t in range(5):
        volume = (1000 * t + 100 * z + y + x).astype("<u2")
        if "--planes" in flags:
            for depth in range(volume.shape[0]):
                series.plane(t, depth, volume[depth], depth=volume.shape[0])
        else:
            series.volume(t, volume)
    series.end(last_t=4)
    socket.close(linger=10_000)
    zmq.Context.instance().term()  # waits until everything has been taken


if __name__ == "__main__":
    main(*sys.argv[1:])
