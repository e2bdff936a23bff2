"""A night that nothing ends, with the real service. Debian: python3-zmq python3-msgpack python3-numpy.

    python3 tests/Benchmarks/Night/night.py crash [--times 3] [--every 2] [--port 6400]
    python3 tests/Benchmarks/Night/night.py soak [--volumes 10000] [--port 6400]
    python3 tests/Benchmarks/Night/night.py connects [--seconds 240] [--seed 1] [--port 6400]

crash: ends the service with SIGKILL while a simulated lymph node is tracked, a volume every EVERY seconds, and starts it again at once, as
systemd does. Tells the time from the kill to the first tracks of the next process (and the CPU time, which does not hang on
neighbours), and what became of the cells' tracks across the gap:
against the same volumes without a crash, and against the same gap (the volumes that the crash cost are not sent) without one. Exit code 1
when the series did not go on in the same recording, or took more than ten seconds.
soak: small volumes, recorded, while subscribers come and go, one never reads, and a stranger sends malformed bytes to every door. Exit code
1 when a volume is lost, or the memory of the last third is more than 1 % above that of the second.
connects: malformed ZMTP from a server to a service that connects to it (Ingest:Mode SubConnect), then ten good volumes. Exit code 1 when
the service ends or a good volume is lost.
Run it from the root, built in Release.
"""
import argparse
import csv
import json
import os
import random
import shutil
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time

import msgpack
import numpy as np
import zmq

BUILT = os.environ.get("CELLECT_BUILT", "src/Cellect.Live/bin/Release/net10.0/")
APP, REPLAY = ["dotnet", os.path.join(BUILT, "cellect.dll")], ["dotnet", os.path.join(BUILT, "cellect-replay.dll")]
context = zmq.Context.instance()


class Service:
    """The service; folder: where it records."""

    def __init__(self, folder, port, *options):
        self.folder, self.port = folder, port
        self.ingest, self.tracks, self.control = (f"tcp://127.0.0.1:{port + n}" for n in range(3))
        ports = ["--Ingest:Endpoint", self.ingest, "--Publish:Endpoint", self.tracks]
        ports += ["--Publish:ControlEndpoint", self.control, "--Publish:PreviewEndpoint", f"tcp://127.0.0.1:{port + 3}"]
        self.command = [*APP, "run", *ports, "--Overlay:Mode", "Off", "--Record:Directory", folder, *options]
        self.log = tempfile.TemporaryFile("w+")
        self.start()
        self.await_log("Listening for volumes")

    def start(self):
        # As ./cellect starts it.
        environment = {"MALLOC_ARENA_MAX": "2", **os.environ}
        self.process = subprocess.Popen(self.command, stdout=self.log, stderr=subprocess.STDOUT, env=environment)

    def await_log(self, text, seconds=120):
        until = time.time() + seconds
        while text not in self.said():
            if self.process.poll() is not None or time.time() > until:
                sys.exit(f"the service did not say '{text}':\n{self.said()}")
            time.sleep(0.1)

    def said(self):
        self.log.flush()
        self.log.seek(0)
        text = self.log.read()
        self.log.seek(0, os.SEEK_END)
        return text

    def status(self, seconds=10):
        asking = context.socket(zmq.DEALER)
        asking.linger = 0
        asking.connect(self.control)
        try:
            asking.send(msgpack.packb({"v": 1, "type": "status"}))
            return msgpack.unpackb(asking.recv(), strict_map_key=False) if asking.poll(1000 * seconds) else None
        finally:
            asking.close()

    def memory_mb(self):
        with open(f"/proc/{self.process.pid}/status") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self, sig=signal.SIGTERM):
        self.process.send_signal(sig)
        self.process.wait(120)


class Listener(threading.Thread):
    """Notes when the tracks of each time point came."""

    def __init__(self, service):
        super().__init__(daemon=True)
        self.service, self.came, self.cpu, self.over, self.closing = service, {}, {}, threading.Event(), False
        self.socket = context.socket(zmq.SUB)
        self.socket.subscribe(b"tracks")
        self.socket.subscribe(b"series")
        self.socket.connect(service.tracks)
        self.start()

    def run(self):
        while not self.closing:
            if not self.socket.poll(100):
                continue
            message = msgpack.unpackb(self.socket.recv_multipart()[-1], strict_map_key=False)
            if message["type"] == "tracks":
                self.came[message["t"]], self.cpu[message["t"]] = time.time(), self.service.cpu_seconds()
            elif message.get("event") == "end":
                self.over.set()
        self.socket.close(0)

    def close(self):
        self.closing = True
        self.join()


# crash


def specimen(folder, frames, port):
    """The messages of a simulated series, and where its cells truly are."""
    truth = os.path.join(folder, "nodes.csv")
    pull = context.socket(zmq.PULL)
    pull.bind(f"tcp://127.0.0.1:{port}")
    source = f"sim:lymphnode?z=16&y=128&x=128&cells=60&frames={frames}&seed=3"
    replay = subprocess.Popen(
        [*REPLAY, source, "--to", f"tcp://127.0.0.1:{port}", "--rate", "max", "--series", "night", "--truth", truth], stdout=subprocess.DEVNULL
    )
    messages = []
    while True:
        if not pull.poll(120_000):
            sys.exit("the simulation sent nothing")
        messages.append(pull.recv_multipart())
        if msgpack.unpackb(messages[-1][0])["type"] == "end":
            break
    replay.wait(60)
    pull.close(0)
    return messages, list(csv.DictReader(open(truth, newline="")))


class Run:
    """One pass of the series through a service. lost: time points that are not sent; kill: time point after which it is killed."""

    def __init__(self, messages, port, every=0.0, kill=None, lost=()):
        self.folder = tempfile.mkdtemp(prefix="cellect-night-")
        service = Service(self.folder, port)
        listener = Listener(service)
        time.sleep(1)
        sender = context.socket(zmq.PUSH)
        sender.sndhwm = 1
        # A volume goes to a service that is there, or is lost: a microscope does not wait.
        sender.setsockopt(zmq.IMMEDIATE, 1)
        sender.connect(service.ingest)
        self.killed = self.seconds = None
        self.kept = []
        begun = time.time()
        for parts in messages:
            head = msgpack.unpackb(parts[0])
            t = head.get("t")
            if head["type"] == "volume" and t in lost:
                continue
            if every and head["type"] == "volume":
                time.sleep(max(0, begun + every * t - time.time()))
            if kill is not None and t == kill + 1 and self.killed is None:
                until = time.time() + 60
                while kill not in listener.came and time.time() < until:
                    time.sleep(0.02)
                self.killed = time.time()
                service.process.kill()
                service.process.wait()
                service.start()
                begun = time.time() - every * t
            head["exposure_end_ns"] = time.time_ns()
            try:
                sender.send_multipart([msgpack.packb(head), *parts[1:]], 0 if head["type"] != "volume" or not every else zmq.NOBLOCK)
                self.kept.append(t)
            except zmq.Again:
                pass
        listener.over.wait(120)
        self.alerts = (service.status() or {}).get("alerts")
        self.restarts = service.said().count("goes on at time point")
        service.end()
        listener.close()
        sender.close(0)
        if self.killed:
            after = [at for t, at in listener.came.items() if at > self.killed and t > kill]
            self.seconds = min(after) - self.killed if after else float("inf")
            self.cpu = min((listener.cpu[t] for t in listener.came if t > kill), default=float("nan"))
        self.session = json.load(open(os.path.join(self.folder, "session.json")))
        self.cells = {}
        for row in csv.DictReader(open(os.path.join(self.folder, "tracks.csv"), newline="")):
            self.cells.setdefault(int(row["t"]), []).append((int(row["track"]), float(row["z"]), float(row["y"]), float(row["x"])))

    def tidy(self):
        shutil.rmtree(self.folder)


def chains(truth):
    """Cell of each node: a node's id is its cell's at the cell's first node, across links that are no divisions."""
    daughters, of = {}, {}
    for row in truth:
        daughters.setdefault(row["parent"], []).append(row["id"])
    for row in truth:
        goes_on = row["parent"] in of and len(daughters[row["parent"]]) == 1
        of[row["id"]] = of[row["parent"]] if goes_on else row["id"]
    return of


def matched(cells, nodes, voxel, microns=4.0):
    """Track of each cell that is there: the nearest detection within some micrometres, each used once."""
    pairs = sorted(
        (sum((v * (a - b)) ** 2 for v, a, b in zip(voxel, cell[1:], place)), cell[0], name) for cell in cells for name, place in nodes.items()
    )
    tracks, used = {}, set()
    for square, track, name in pairs:
        if square <= microns**2 and track not in used and name not in tracks:
            tracks[name] = track
            used.add(track)
    return tracks


def across(run, truth, voxel, before, after):
    """What became of the cells' tracks between two time points."""
    of, nodes = chains(truth), {before: {}, after: {}}
    for row in truth:
        if int(row["t"]) in nodes:
            nodes[int(row["t"])][of[row["id"]]] = tuple(float(row[k]) for k in "zyx")
    first, second = (matched(run.cells.get(t, []), nodes[t], voxel) for t in (before, after))
    owner = {track: name for name, track in first.items()}
    told = {"cells": 0, "same": 0, "another's": 0, "new": 0, "not seen": 0}
    for name in nodes[before].keys() & nodes[after].keys() & first.keys():
        told["cells"] += 1
        track = second.get(name)
        told["not seen" if track is None else "same" if track == first[name] else "another's" if track in owner else "new"] += 1
    return told


def crash(options):
    folder = tempfile.mkdtemp(prefix="cellect-night-truth-")
    frames, bad = 40, 0
    messages, truth = specimen(folder, frames, options.port + 9)
    voxel = next(h for h in (msgpack.unpackb(m[0]) for m in messages) if h["type"] == "volume")["voxel_um"]
    whole = Run(messages, options.port)
    for n in range(options.times):
        kill = random.Random(options.seed + n).randrange(12, 24)
        run = Run(messages, options.port, options.every, kill)
        sent = [t for t in run.kept if t is not None]
        recorded = sorted(run.cells)
        before = max(t for t in recorded if t <= kill)
        after = min((t for t in recorded if t > kill), default=None)
        if after is None or run.restarts == 0 or run.seconds > 10:
            bad += 1
        lost = [t for t in range(frames) if t not in recorded]
        print(
            f"crash {n + 1}: after time point {kill}; {run.seconds:.1f} s from the kill to the first tracks ({run.cpu:.1f} s of CPU, load average "
            f"{os.getloadavg()[0]:.0f}); {len(recorded)} of {frames} time points "
            f"in one recording, {len(lost)} lost ({len(sent)} were taken); {run.session.get('ledger')}",
            flush=True,
        )
        if after is None:
            continue
        gap = Run(messages, options.port, lost=set(lost))
        for name, of in (("after the crash", run), ("the same gap, no crash", gap), ("no gap", whole)):
            print(f"  cells at {before} and {after}, {name}: {json.dumps(across(of, truth, voxel, before, after))}", flush=True)
        rest = [sorted(t for t, *_ in of.cells[recorded[-1]]) for of in (run, gap)]
        print(f"  tracks in the last frame, crash and gap: {len(rest[0])}, {len(rest[1])}; alerts {run.alerts}", flush=True)
        run.tidy()
        gap.tidy()
    whole.tidy()
    shutil.rmtree(folder)
    return 1 if bad else 0


# soak

GREETING = b"\xff" + b"\0" * 8 + b"\x7f\x03\x00" + b"NULL".ljust(20, b"\0") + b"\0" * 32


def ready(kind):
    body = b"\x05READY\x0bSocket-Type" + struct.pack(">I", len(kind)) + kind
    return GREETING + b"\x04" + bytes([len(body)]) + body


def malformed(rng, kind):
    """Bytes that no honest peer sends."""
    choice = rng.randrange(6)
    if choice == 0:
        return ready(kind) + b"\x04\x00"
    if choice == 1:
        return GREETING + b"\x04\x20\x05READY\x0bSocket-Type" + struct.pack(">I", 0x80000005) + kind
    if choice == 2:
        return ready(kind) + b"\x02" + struct.pack(">Q", 2 ** rng.randrange(20, 64) - 1) + b"x"
    if choice == 3:
        return rng.randbytes(rng.randrange(1, 200))
    if choice == 4:
        return GREETING[: rng.randrange(1, 64)]
    return ready(kind) + rng.randbytes(rng.randrange(1, 100))


class Stranger(threading.Thread):
    """Knocks at every door."""

    def __init__(self, port, seed):
        super().__init__(daemon=True)
        self.port, self.rng, self.knocks, self.closing = port, random.Random(seed), 0, False

    def run(self):
        while not self.closing:
            door = self.rng.randrange(4)
            kind = [b"PUSH", b"SUB", b"DEALER", b"SUB"][door]
            try:
                with socket.create_connection(("127.0.0.1", self.port + door), 2) as peer:
                    peer.settimeout(0.02)
                    peer.sendall(malformed(self.rng, kind))
                    peer.recv(4096)
            except OSError:
                pass
            self.knocks += 1
            time.sleep(0.05)


class Guests(threading.Thread):
    """Subscribers that come, read for a while, and go; every fourth reads nothing."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.visits, self.closing = port, 0, False

    def run(self):
        while not self.closing:
            guest = context.socket(zmq.SUB)
            guest.linger, guest.rcvhwm = 0, 10
            guest.subscribe(b"")
            guest.connect(f"tcp://127.0.0.1:{self.port + (3 if self.visits % 5 == 4 else 1)}")
            until = time.time() + 2
            while time.time() < until:
                if self.visits % 4 == 3:
                    time.sleep(0.1)
                elif guest.poll(100):
                    guest.recv_multipart()
            guest.close()
            self.visits += 1


def small_volumes():
    """Forty volumes with five drifting blobs, sent forth and back."""
    shape, rng = (6, 32, 48), np.random.default_rng(1)
    z, y, x = np.ogrid[: shape[0], : shape[1], : shape[2]]
    centres = rng.random((5, 3)) * (np.array(shape) - 9) + 4
    volumes = []
    for t in range(40):
        volume = rng.normal(20, 2, shape)
        for i, c in enumerate(centres):
            by, bx = c[1] + 2 * np.sin(t / 9 + i), c[2] + 2 * np.cos(t / 9 + i)
            volume += 150 * np.exp(-(((z - c[0]) / 1.3) ** 2 + ((y - by) / 3) ** 2 + ((x - bx) / 3) ** 2))
        volumes.append(volume.clip(0, 255).astype("u1"))
    return shape, volumes + volumes[-2:0:-1]


def soak(options):
    folder = tempfile.mkdtemp(prefix="cellect-soak-")
    service = Service(folder, options.port)
    sender = context.socket(zmq.PUSH)
    sender.sndhwm = 4
    sender.connect(service.ingest)
    stranger, guests = Stranger(options.port, options.seed), Guests(options.port)
    stranger.start()
    guests.start()
    silent = context.socket(zmq.SUB)
    silent.rcvhwm = 1
    silent.subscribe(b"")
    silent.connect(service.tracks)
    shape, volumes = small_volumes()
    head = {"v": 1, "series": "soak", "type": "volume", "shape": list(shape), "dtype": "u1", "voxel_um": [2.0, 0.4, 0.4]}
    samples, begun = [], time.time()
    for t in range(options.volumes):
        stamps = {"seq": t, "t": t, "exposure_end_ns": time.time_ns()}
        sender.send_multipart([msgpack.packb({**head, **stamps}), volumes[t % len(volumes)].tobytes()])
        if t % 20 == 0:
            samples.append((t, service.memory_mb()))
        if t % 1000 == 0:
            print(f"{time.time() - begun:.0f} s: {t} sent, {service.memory_mb():.1f} MB", flush=True)
    sender.send_multipart([msgpack.packb({"v": 1, "series": "soak", "type": "end", "seq": options.volumes, "t": options.volumes - 1})])
    until = time.time() + 120
    while ((service.status() or {}).get("active", True)) and time.time() < until:
        time.sleep(0.5)
    status = service.status()
    stranger.closing = guests.closing = True
    stranger.join()
    guests.join()
    silent.close(0)
    sender.close(0)
    service.end()
    session = json.load(open(os.path.join(folder, "session.json")))
    with open(os.path.join(folder, "frames.csv")) as lines:
        rows = sum(1 for _ in lines) - 1
    thirds = [[mb for t, mb in samples if n * options.volumes <= 3 * t < (n + 1) * options.volumes] for n in range(3)]
    second, last = (statistics.mean(third) for third in thirds[1:])
    print(
        json.dumps(
            {
                "volumes": options.volumes,
                "seconds": round(time.time() - begun),
                "ledger": session["ledger"],
                "rows": rows,
                "knocks": stranger.knocks,
                "visits": guests.visits,
                "closed": status and status.get("closed_connections"),
                "alerts": status and status["alerts"],
                "thirds_mb": [round(statistics.mean(third), 1) for third in thirds],
                "growth_percent": round(100 * (last / second - 1), 2),
            }
        )
    )
    shutil.rmtree(folder)
    whole = session["ledger"] == {"processed": options.volumes} and rows == options.volumes
    return 0 if whole and last <= 1.01 * second else 1


# connects


def connects(options):
    rng, folder = random.Random(options.seed), tempfile.mkdtemp(prefix="cellect-connects-")
    server = socket.create_server(("127.0.0.1", options.port + 8))
    service = Service(folder, options.port, "--Ingest:Mode", "SubConnect", "--Ingest:Endpoint", f"tcp://127.0.0.1:{options.port + 8}")
    server.settimeout(10)
    tries, until = 0, time.time() + options.seconds
    while time.time() < until and service.process.poll() is None:
        try:
            peer, _ = server.accept()
        except TimeoutError:
            continue
        with peer:
            peer.settimeout(0.05)
            try:
                peer.sendall(malformed(rng, b"PUB"))
                while peer.recv(4096):
                    pass
            except OSError:
                pass
        tries += 1
    server.close()
    alive, memory = service.process.poll() is None, service.process.poll() is None and round(service.memory_mb())
    out = None
    if alive:
        publisher = context.socket(zmq.PUB)
        publisher.bind(f"tcp://127.0.0.1:{options.port + 8}")
        time.sleep(8)
        shape, volumes = small_volumes()
        for t in range(10):
            head = {"v": 1, "series": "good", "type": "volume", "seq": t, "t": t, "shape": list(shape), "dtype": "u1", "voxel_um": [2.0, 0.4, 0.4]}
            publisher.send_multipart([msgpack.packb(head), volumes[t].tobytes()])
            time.sleep(0.1)
        until = time.time() + 60
        while time.time() < until and out != {"processed": 10}:
            time.sleep(1)
            out = (service.status() or {}).get("ledger")
        publisher.close(0)
        service.end()
    print(json.dumps({"connections": tries, "alive": alive, "memory_mb": memory, "ten_good_volumes": out}))
    shutil.rmtree(folder)
    return 0 if out == {"processed": 10} else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["crash", "soak", "connects"])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--every", type=float, default=2.0)
    parser.add_argument("--volumes", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=240)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=6400)
    options = parser.parse_args()
    sys.exit({"crash": crash, "soak": soak, "connects": connects}[options.what](options))


main()
