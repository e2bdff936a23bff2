#!/usr/bin/env python3
"""Prints the divisions of a running Cellect, those so far and then each as it is seen.

    pip install pyzmq msgpack
    python3 subscribe.py [--tracks tcp://127.0.0.1:5556] [--control tcp://127.0.0.1:5557]

Joins at any time: the snapshot brings what was published before, and `pub` and `prev` of every message
tell whether it is already known or whether one was missed. The messages: docs/publish.md.
"""
import argparse
import struct

import msgpack
import zmq


def column(data, kind):
    """A column of a table: 4 bytes a row, little-endian. With numpy: numpy.frombuffer(data, "<i4" or "<f4")."""
    return struct.unpack(f"<{len(data) // 4}{kind}", data)


def ask(context, endpoint, what, timeout_ms=5000):
    """One control request and its answer."""
    with context.socket(zmq.REQ) as socket:
        socket.linger = 0
        socket.rcvtimeo = timeout_ms
        socket.connect(endpoint)
        socket.send(msgpack.packb({"v": 1, "type": what}))
        answer = msgpack.unpackb(socket.recv())
    if answer["type"] == "error":
        raise RuntimeError(answer["error"])
    return answer


class Divisions:
    """Every division of the current series, printed once, whether it came by snapshot or by message."""

    def __init__(self):
        self.series = None
        self.known = set()

    def begin(self, series):
        if series != self.series:
            self.series = series
            self.known.clear()
            print(f"series {series}", flush=True)

    def add(self, t, mother, daughters, z, y, x, probability):
        if mother not in self.known:
            self.known.add(mother)
            print(f"t={t} track {mother} -> {daughters[0]}, {daughters[1]} "
                  f"at z={z:.1f} y={y:.1f} x={x:.1f} p={probability:.2f}", flush=True)

    def add_snapshot(self, snapshot):
        if snapshot["series"]:
            self.begin(snapshot["series"])
        table = snapshot["divisions"]
        integers = [column(table[key], "i") for key in ("t", "mother", "first_daughter", "second_daughter")]
        floats = [column(table[key], "f") for key in ("z", "y", "x", "probability")]
        for t, mother, first, second, z, y, x, probability in zip(*integers, *floats):
            self.add(t, mother, (first, second), z, y, x, probability)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tracks", default="tcp://127.0.0.1:5556", help="PUB endpoint of Cellect")
    parser.add_argument("--control", default="tcp://127.0.0.1:5557", help="control endpoint of Cellect")
    options = parser.parse_args()

    context = zmq.Context()
    subscriber = context.socket(zmq.SUB)
    for topic in (b"series", b"division", b"status"):  # b"tracks" as well for every cell of every frame
        subscriber.subscribe(topic)
    subscriber.connect(options.tracks)

    divisions = Divisions()
    run, newest = None, {}
    while True:
        topic, body = subscriber.recv_multipart()
        message = msgpack.unpackb(body)
        seen = newest.get(topic, 0)
        if message["run"] != run or message["prev"] > seen:
            # The first message, Cellect has started anew, or messages were lost: begin from a snapshot.
            snapshot = ask(context, options.control, "snapshot")
            run = snapshot["run"]
            newest = dict.fromkeys((b"series", b"division", b"status"), snapshot["pub"])
            divisions.add_snapshot(snapshot)
            seen = snapshot["pub"]
        if message["run"] != run or message["pub"] <= seen:
            continue
        newest[topic] = message["pub"]

        if topic == b"series" and message["event"] == "begin":
            divisions.begin(message["series"])
        elif topic == b"series":
            print(f"series {message['series']} has ended: {message['ledger']}", flush=True)
        elif topic == b"division":
            divisions.add(message["t"], message["mother"], message["daughters"],
                          message["z"], message["y"], message["x"], message["probability"])
        elif message["alerts"]:
            print("ALERT", *message["alerts"], flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
