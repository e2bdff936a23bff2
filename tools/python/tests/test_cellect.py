"""python3 -m unittest discover tools/python/tests; with Debian's python3-zmq, python3-msgpack, python3-numpy."""
import json
import socketserver
import sys
import tempfile
import threading
import unittest
from pathlib import Path

import msgpack
import numpy as np
import zmq

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
import cellect
from cellect import commands

CONTEXT = zmq.Context.instance()


def bound(kind):
    socket = CONTEXT.socket(kind)
    socket.linger, socket.rcvtimeo = 0, 20_000
    return socket, f"tcp://127.0.0.1:{socket.bind_to_random_port('tcp://127.0.0.1')}"


def cells(*rows):
    columns = dict(zip(("track", "parent", "z", "y", "x", "radius"), zip(*rows)))
    return {name: np.array(values, "<i4" if name in ("track", "parent") else "<f4").tobytes() for name, values in columns.items()}


class Sending(unittest.TestCase):
    def test_volumes_arrive_as_they_were_sent(self):
        socket, endpoint = bound(zmq.PULL)
        volume = np.arange(24, dtype=">u2").reshape(2, 3, 4)[:, :, ::-1]
        with cellect.Sender((2, 0.4, 0.4), endpoint, series="s") as sender:
            self.assertEqual(sender.send(volume), 0)
            self.assertEqual(sender.send(np.zeros((2, 3, 4), np.float32), t=5), 5)
        messages = [socket.recv_multipart() for _ in range(4)]
        headers = [msgpack.unpackb(parts[0]) for parts in messages]
        self.assertEqual([(h["type"], h["seq"]) for h in headers], [("start", 0), ("volume", 1), ("volume", 2), ("end", 3)])
        self.assertEqual((headers[1]["dtype"], headers[1]["shape"], headers[2]["t"], headers[3]["t"]), ("u2", [2, 3, 4], 5, 5))
        np.testing.assert_array_equal(np.frombuffer(messages[1][1], "<u2").reshape(2, 3, 4), volume)
        socket.close()

    def test_what_cannot_be_sent_is_told(self):
        socket, endpoint = bound(zmq.PULL)
        self.assertRaisesRegex(ValueError, "three lengths", cellect.Sender, (1, 0, 1), endpoint)
        with cellect.Sender((1, 1, 1), endpoint) as sender:
            self.assertRaisesRegex(ValueError, "uint8", sender.send, np.zeros((2, 2, 2), np.float64))
            self.assertRaisesRegex(ValueError, "shape", sender.send, np.zeros((2, 2), np.uint8))
        socket.close()


class Following(unittest.TestCase):
    def test_columns_become_arrays(self):
        socket, endpoint = bound(zmq.XPUB)
        with cellect.subscribe("tracks", endpoint=endpoint) as subscription:
            socket.recv()
            socket.send_multipart([b"tracks", msgpack.packb({"type": "tracks", "t": 3, "cells": cells((7, -1, 1, 2, 3.5, 4))})])
            message = subscription.receive(timeout_s=20)
            self.assertIsNone(subscription.receive(timeout_s=0))
        self.assertEqual((message["cells"]["track"][0], message["cells"]["x"][0]), (7, 3.5))
        socket.close()

    def test_an_error_is_raised(self):
        socket, endpoint = bound(zmq.REP)
        server = threading.Thread(target=lambda: (socket.recv(), socket.send(msgpack.packb({"type": "error", "error": "no such thing"}))))
        server.start()
        self.assertRaisesRegex(RuntimeError, "no such thing", cellect.snapshot, endpoint)
        server.join()
        socket.close()


class Commands(unittest.TestCase):
    def test_arm_is_signed(self):
        lines = []

        class Door(socketserver.StreamRequestHandler):
            def handle(self):
                lines.append(self.rfile.readline().decode().rstrip("\n"))
                self.wfile.write(b"armed\n")

        with tempfile.TemporaryDirectory() as folder, socketserver.TCPServer(("127.0.0.1", 0), Door) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            token, door = Path(folder, "token"), f"tcp://127.0.0.1:{server.server_address[1]}"
            token.write_text("ab" * 32 + "\n")
            self.assertEqual(cellect.arm(60, door, token), "armed")
            self.assertEqual(cellect.stop(door), "armed")
            server.shutdown()
        text, nonce, seconds, mac = lines[0].rsplit(" ", 3)
        self.assertEqual((text, lines[1]), ("arm 60", "stop"))
        import hashlib
        import hmac
        said = f"{nonce[6:]}\n{seconds[5:]}\narm 60".encode()
        self.assertEqual(mac, "mac=" + hmac.new(bytes.fromhex("ab" * 32), said, hashlib.sha256).hexdigest())


class Recordings(unittest.TestCase):
    def test_only_whole_frames_are_read(self):
        with tempfile.TemporaryDirectory() as folder:
            header, rows = "t,track,parent,z,y,x,radius,score,division,link\n", ["0,1,-1,1,2,3,4,0.5,0,1\n", "1,2,1,1,2,3,4,0.5,0.9,1\n", "1,3,1,1,2,"]
            Path(folder, "tracks.csv").write_text(header + "".join(rows))
            size = len(header) + len(rows[0])
            Path(folder, "frames.csv").write_text(f"t,tracks_bytes\n0,{size}\n1,{size + len(rows[1])}\n2,9")
            Path(folder, "session.json").write_text(json.dumps({"voxel_um": [2, 0.4, 0.4]}))
            recording = cellect.load(folder)
        np.testing.assert_array_equal(recording.tracks["track"], [1, 2])
        self.assertEqual((recording.tracks["track"].dtype, recording.tracks["z"].dtype), (np.int32, np.float32))
        data, graph, features = recording.napari_tracks()
        np.testing.assert_array_equal(data, [[1, 0, 1, 2, 3], [2, 1, 1, 2, 3]])
        self.assertEqual((graph, sorted(features)), ({2: [1]}, ["division", "link", "radius", "score"]))

    def test_withdrawn_divisions_are_taken_back(self):
        with tempfile.TemporaryDirectory() as folder:
            text = "t,track,parent,z,y,x,radius,score,division,link\n" + "".join(
                f"{t},{track},{parent},1,2,3,4,0.5,0,1\n"
                for t, track, parent in [(0, 1, -1), (1, 2, 1), (1, 3, 1), (2, 3, 1), (3, 4, 3), (3, 5, 3)]
            )
            Path(folder, "tracks.csv").write_text(text)
            Path(folder, "frames.csv").write_text("t,tracks_bytes\n" + "".join(f"{t},{len(text)}\n" for t in range(4)))
            Path(folder, "session.json").write_text(json.dumps({"voxel_um": [2, 0.4, 0.4]}))
            Path(folder, "division_events.csv").write_text(
                "known_t,t,mother,first_daughter,second_daughter,state,probability,continues,z,y,x\n"
                "2,1,1,2,3,withdrawn,0.1,3,1,2,3\n9,3,3,4,5,withdrawn,0.1,4,1,2,3\n"
            )
            tracks = cellect.load(folder).tracks
        np.testing.assert_array_equal(tracks["track"], [1, 2, 1, 1, 4, 5])
        np.testing.assert_array_equal(tracks["parent"], [-1, -1, -1, -1, 1, 1])

    def test_no_recording_is_told(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertRaisesRegex(FileNotFoundError, "no recording", cellect.load, folder)


class Layer:
    """A stand-in of napari's layers: what they check of data and graph."""

    def __init__(self, data, graph=None, size=None, **_):
        self._graph, self.size = {}, size
        self.data = data
        self.graph = graph or {}

    def __setattr__(self, name, value):
        if name == "graph":
            ids = set(self.data[:, 0])
            assert all(child in ids and set(parents) <= ids for child, parents in value.items()), "a graph of tracks that are not there"
        if name == "data" and value.shape[1] == 5:
            assert (np.lexsort((value[:, 1], value[:, 0])) == np.arange(len(value))).all(), "not sorted by track and time"
            assert not getattr(self, "graph", {}), "the graph must go first"
        super().__setattr__(name, value)


class Viewer:
    def __init__(self):
        self.layers = {}

    def add_points(self, data, name, **more):
        return self.layers.setdefault(name, Layer(data, **more))

    def add_tracks(self, data, name, **more):
        return self.layers.setdefault(name, Layer(data, **more))


class Napari(unittest.TestCase):
    def test_layers_hold_what_came(self):
        (publisher, endpoint), (control, door) = bound(zmq.XPUB), bound(zmq.REP)
        first = {"type": "snapshot", "series": "s", "t": 0, "voxel_um": [2, 1, 1], "cells": cells((1, -1, 1, 2, 3, 4))}
        server = threading.Thread(target=lambda: (control.recv(), control.send(msgpack.packb(first))))
        server.start()
        viewer = Viewer()
        live = cellect.napari_live(viewer, endpoint, door, timer=lambda call: call)
        server.join()
        publisher.recv(), publisher.recv()
        publisher.send_multipart([b"tracks", msgpack.packb({"type": "tracks", "t": 1, "cells": cells((2, 1, 1, 2, 3, 4), (3, 1, 1, 5, 3, 4))})])
        clock = 1.0
        while len(live._rows) < 2:
            live._stop.wait(0.01)
        self.assertTrue(live.refresh(clock))
        self.assertFalse(live.refresh(clock + 10))  # nothing is new
        np.testing.assert_array_equal(viewer.layers["tracks"].data[:, :2], [[1, 0], [2, 1], [3, 1]])
        self.assertEqual(viewer.layers["tracks"].graph, {2: [1], 3: [1]})
        publisher.send_multipart([b"tracks", msgpack.packb({"type": "tracks", "t": 2, "cells": cells((2, 1, 9, 2, 3, 4))})])
        while len(live._rows) < 3:
            live._stop.wait(0.01)
        self.assertFalse(live.refresh(clock + 0.2))  # two a second
        self.assertTrue(live.refresh(clock + 0.6))
        np.testing.assert_array_equal(viewer.layers["cells"].data, [[2, 9, 2, 3]])
        live.close()
        publisher.close(), control.close()


if __name__ == "__main__":
    unittest.main()
