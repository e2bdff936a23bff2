"""A sender of each dialect, in Python: senders.py DIALECT ENDPOINT.

Two time points of 3 slices of 4 x 5 voxels, value 1000 t + 100 z + 10 y + x (less 20000 for signed dialects, 5000 more for channel 1).
pull: connects PUSH. sub: binds PUB, and sends once the service has subscribed. tcp: connects a plain socket.
"""
import json
import socket
import sys

import numpy as np
import zmq

dialect, endpoint = sys.argv[1:]
z, y, x = np.ogrid[:3, :4, :5]
volumes = [(1000 * t + 100 * z + 10 * y + x).astype("<u2") for t in range(2)]


def head(**more):
    return json.dumps({"dtype": "uint16", "shape": [3, 4, 5], **more}).encode()


def recipe():
    for v in volumes:
        yield [head(), v.tobytes()]


def topic():
    for v in volumes:
        yield [b"images", head(), v.tobytes()]


def four():
    for v in volumes:
        yield [b"volume", str(v.dtype).encode(), str(v.shape).encode(), v.tobytes()]


def listed():
    for v in volumes:
        yield [json.dumps(["volume", "uint16", v.shape]).encode(), v.tobytes()]


def big():
    for v in volumes:
        yield [json.dumps({"dtype": ">u2", "shape": v.shape}).encode(), v.astype(">u2").tobytes()]


def signed():
    for v in volumes:
        yield [json.dumps({"dtype": "int16", "shape": v.shape}).encode(), (v.astype("<i2") - 20000).astype("<i2").tobytes()]


def channels():
    for v in volumes:
        yield [json.dumps({"dtype": "uint16", "shape": [2, 3, 4, 5]}).encode(), np.stack([v, v + 5000]).astype("<u2").tobytes()]


def array1():
    for t, v in enumerate(volumes):
        for s in range(3):
            header = {"htype": "array-1.0", "type": "uint16", "shape": [4, 5], "frame": 3 * t + s, "timeStamp": 1.7e9 + t}
            yield [json.dumps({**header, "ndattr": {"t": t, "z": s, "planes": 3}}).encode(), v[s].tobytes()]


def micromanager():
    for t, v in enumerate(volumes):
        for s in range(3):
            yield [f"NewImage [5.0, 4.0, {t}.0, 0.0, {s}.0, 12.5]".encode(), b"2", v[s].astype(">u2").tobytes()]
    # A slice of the next time point: only now is it known how many a volume has.
    yield [b"NewImage [5.0, 4.0, 2.0, 0.0, 0.0, 12.5]", b"2", volumes[0][0].astype(">u2").tobytes()]


def dectris(pack):
    import cbor2

    series = {"series_id": 7, "series_unique_id": "run"}
    yield [cbor2.dumps({"type": "start", **series, "channels": ["0"], "user_data": {"planes": 3, "voxel_um": [2, 0.5, 0.5]}})]
    for i in range(6):
        pixels = cbor2.CBORTag(69, pack(volumes[i // 3][i % 3]))
        data = {"0": cbor2.CBORTag(40, [[4, 5], pixels])}
        yield [cbor2.dumps({"type": "image", **series, "image_id": i, "real_time": [i, 1000], "data": data})]
    yield [cbor2.dumps({"type": "end", **series, "number_of_images": 6})]


def lz4_packed(plane):
    import cbor2
    import lz4.block

    block = lz4.block.compress(plane.tobytes(), store_size=False)
    packed = plane.nbytes.to_bytes(8, "big") + (8192).to_bytes(4, "big") + len(block).to_bytes(4, "big") + block
    return cbor2.CBORTag(56500, ["lz4", 2, packed])


def door():
    host, port = endpoint.removeprefix("tcp://").rsplit(":", 1)
    with socket.create_connection((host, int(port))) as connection:
        answers = connection.makefile("rb")
        for t, v in enumerate(volumes):
            connection.sendall(head(t=t, voxel_um=[2, 0.5, 0.5]) + b"\n" + v.tobytes())
            assert json.loads(answers.readline()) == {"ok": True}
        connection.sendall(b'{"end": true}\n')
        assert json.loads(answers.readline()) == {"ok": True}


senders = {
    "recipe": recipe,
    "topic": topic,
    "four": four,
    "listed": listed,
    "big": big,
    "signed": signed,
    "channels": channels,
    "array1": array1,
    "micromanager": micromanager,
    "dectris": lambda: dectris(lambda plane: plane.tobytes()),
    "dectris-lz4": lambda: dectris(lz4_packed),
}

if dialect == "door":
    door()
else:
    published = dialect == "micromanager"
    sender = zmq.Context.instance().socket(zmq.XPUB if published else zmq.PUSH)
    if published:
        sender.bind(endpoint)
        sender.recv()
    else:
        sender.connect(endpoint)
    for message in senders[dialect]():
        sender.send_multipart(message)
    # The socket is closed when everything has been taken.
    sender.close(linger=60000)
    zmq.Context.instance().term()
