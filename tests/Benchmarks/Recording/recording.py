"""Recording under hard conditions, with the real service. Debian: python3-zmq python3-msgpack python3-numpy python3-zarr.

    python3 tests/Benchmarks/Recording/recording.py kill [--times 10] [--seed 1] [--port 6400]
    python3 tests/Benchmarks/Recording/recording.py rate [--volumes 100] [--turns 2] [--port 6400]
    python3 tests/Benchmarks/Recording/recording.py latency [--volumes 60] [--turns 2] [--port 6400]

kill: ends the service with SIGKILL at a random moment while it records two channels, and reads what is left with python3-zarr and `cellect
replay`; exit code 1 when a whole row is not as it was sent. rate: volumes are pushed as fast as they are taken; bytes a second of recording
against cp of the same files, both until everything is on the disk (sync), and both into the system's memory (recording when nobody sends any
more, as the sender takes a core). Exit code 1 means that a volume was neither stored nor told. latency: from sending to tracked, with
recording on against off, by turns. Run it from the root, built in Release.
"""
import argparse
import csv
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

import msgpack
import numpy as np
import zmq

BUILT = "src/Cellect.Live/bin/Release/net10.0/"
APP, REPLAY = ["dotnet", BUILT + "cellect.dll"], ["dotnet", BUILT + "cellect-replay.dll"]
context = zmq.Context.instance()


class Service:
    def __init__(self, folder, port, *options):
        self.endpoint, self.tracks = f"tcp://127.0.0.1:{port}", f"tcp://127.0.0.1:{port + 1}"
        ports = ["--Ingest:Endpoint", self.endpoint, "--Publish:Endpoint", self.tracks]
        self.control = f"tcp://127.0.0.1:{port + 2}"
        ports += ["--Publish:ControlEndpoint", self.control, "--Publish:PreviewEndpoint", f"tcp://127.0.0.1:{port + 3}"]
        command = [*APP, "run", *ports, "--Overlay:Mode", "Off", "--Record:Masks", "false", *options]
        if folder:
            command += ["--Record:Directory", folder]
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT)
        self.sender = context.socket(zmq.PUSH)
        self.sender.sndhwm = 1
        self.sender.connect(self.endpoint)
        self.await_log("Listening for volumes")

    def await_log(self, text, seconds=300):
        until = time.time() + seconds
        while text not in self.said():
            if self.process.poll() is not None or time.time() > until:
                sys.exit(f"the service did not say '{text}':\n{self.said()}")
            time.sleep(0.1)

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def send(self, header, pixels=None):
        parts = [msgpack.packb({"v": 1, "series": "run", **header})] + ([] if pixels is None else [pixels.tobytes()])
        self.sender.send_multipart(parts, copy=False)

    def status(self):
        request = context.socket(zmq.DEALER)
        request.connect(self.control)
        request.send(msgpack.packb({"v": 1, "type": "status"}))
        answer = msgpack.unpackb(request.recv()) if request.poll(10_000) else sys.exit(f"no status:\n{self.said()}")
        request.close(0)
        return answer

    def end(self, sig=signal.SIGTERM):
        self.process.send_signal(sig)
        self.process.wait(120)
        self.sender.close(0)


def volume(t, c, shape):
    return np.random.default_rng(1000 * t + c).integers(0, 4000, shape, "u2")


def nuclei(t, shape):
    """Nine round nuclei that drift, in noise."""
    z, y, x = np.ogrid[: shape[0], : shape[1], : shape[2]]
    v = np.random.default_rng(t).normal(100, 8, shape)
    for i in range(9):
        cy, cx = (24 + 40 * (i // 3) + 0.2 * t, 24 + 40 * (i % 3) - 0.1 * t)
        v += 900 / (1 + np.exp(np.clip((np.sqrt((5 * (z - shape[0] / 2)) ** 2 + (y - cy) ** 2 + (x - cx) ** 2) - 8) / 1.2, -50, 50)))
    return v.clip(0, 65535).astype("u2")


def header(seq, t, c, shape):
    stamps = {"voxel_um": [2, 0.4, 0.4], "exposure_end_ns": time.time_ns()}
    return {"type": "volume", "seq": seq, "t": t, "c": c, "shape": list(shape), "dtype": "u2", **stamps}


def rows(folder):
    """Whole rows of volumes.csv: a torn last line does not count."""
    path = os.path.join(folder, "volumes.csv")
    if not os.path.exists(path):
        return []
    text = open(path, newline="").read()
    return list(csv.DictReader(text[: text.rfind("\n") + 1].splitlines()))


def kill(options):
    rng, shape, bad = random.Random(options.seed), (8, 96, 96), 0
    for n in range(options.times):
        folder = tempfile.mkdtemp(prefix="cellect-kill-")
        packing = ["--Record:VolumeCompression", rng.choice(["None", "Zlib", "Zstd"]), "--Record:VolumeLevels", str(rng.randint(1, 3))]
        service = Service(folder, options.port, "--Record:Volumes", "All", *packing)
        seq = 0
        # The moment is counted from the first row on, so that there is something to lose.
        until = None
        while until is None or time.time() < until:
            t, c = divmod(seq, 2)
            service.send(header(seq, t, c, shape), volume(t, c, shape))
            seq += 1
            if until is None and rows(folder):
                until = time.time() + rng.uniform(0, 4)
        service.end(signal.SIGKILL)
        whole = rows(folder)
        wrong = check_zarr(folder, whole, shape) + check_replay(folder, whole, shape, options.port + 9)
        bad += len(wrong)
        print(f"kill {n + 1}: {seq} sent, {len(whole)} whole rows, {'all as sent' if not wrong else wrong[:3]}", flush=True)
        shutil.rmtree(folder)
    return 1 if bad else 0


def check_zarr(folder, whole, shape):
    import zarr

    wrong = []
    for row in whole:
        array = zarr.open(os.path.join(folder, row["image"], "0"), "r")
        t, c = int(row["t"]), int(row["c"])
        expected = volume(t, c, shape)
        if row["stored"] == "1" and not np.array_equal(array[t, c], expected):
            wrong.append(f"zarr t={t} c={c}")
        for level in range(1, len(zarr.open(os.path.join(folder, row["image"]), "r").attrs["multiscales"][0]["datasets"])):
            expected = halved(expected)
            if not np.array_equal(zarr.open(os.path.join(folder, row["image"], str(level)), "r")[t, c], expected):
                wrong.append(f"zarr level {level} t={t} c={c}")
    return wrong


def halved(a):
    """The next level for viewing: the rounded mean of two by two in y and x (even lengths)."""
    return (a.reshape(a.shape[0], a.shape[1] // 2, 2, a.shape[2] // 2, 2).sum((2, 4), dtype="u4") + 2) // 4


def check_replay(folder, whole, shape, port):
    receiver = context.socket(zmq.PULL)
    receiver.bind(f"tcp://127.0.0.1:{port}")
    replay = subprocess.Popen([*REPLAY, folder, "--to", f"tcp://127.0.0.1:{port}", "--rate", "max"], stdout=subprocess.DEVNULL)
    wrong, came = [], 0
    while receiver.poll(120_000):
        parts = receiver.recv_multipart()
        head = msgpack.unpackb(parts[0])
        if head["type"] == "end":
            break
        if head["type"] == "volume":
            came += 1
            if parts[1] != volume(head["t"], head["c"], shape).tobytes():
                wrong.append(f"replay t={head['t']} c={head['c']}")
    receiver.close(0)
    replay.wait(120)
    stored = sum(row["stored"] == "1" for row in whole)
    return wrong if came == stored else [*wrong, f"replay sent {came} of {stored}"]


def rate(options):
    shape, results = (16, 512, 512), []
    for _ in range(options.turns):
        folder = tempfile.mkdtemp(prefix="cellect-rate-", dir=options.dir)
        packing = ["--Record:Volumes", "All", "--Record:VolumeCompression", "None"]
        service = Service(folder, options.port, *packing, "--Ingest:TrackedChannel", "1")
        one = volume(0, 0, shape)
        os.sync()
        begin = time.time()
        for t in range(options.volumes):
            service.send(header(t, t, 0, shape), one)
        arrived = written = 0
        while not written and time.time() < begin + 300:
            status = service.status()
            arrived = arrived or (time.time() if status["volumes_in"] == options.volumes else 0)
            written = time.time() if arrived and status["storage"]["waiting_bytes"] == 0 else 0
            time.sleep(0.02)
        os.sync()
        on_disk = time.time()
        # Ending writes the rows of what could not be stored.
        service.end()
        recorded = rows(folder)
        stored = sum(row["stored"] == "1" for row in recorded)
        image = os.path.join(folder, "volumes.ome.zarr")
        chunks = [os.path.join(top, f) for top, _, files in os.walk(os.path.join(image, "0")) for f in files if not f.startswith(".")]
        times = sorted(os.stat(f).st_mtime for f in chunks)
        late = [at for at in times if at > arrived]
        bytes_, copy = stored * one.nbytes, os.path.join(folder, "copy")
        begin_copy = time.time()
        subprocess.run(["cp", "-r", image, copy], check=True)
        copied = time.time()
        os.sync()
        copied_on_disk = time.time()
        shutil.rmtree(folder)
        rates = {"sent": options.volumes * one.nbytes / (arrived - begin), "recorded": bytes_ / (times[-1] - times[0])}
        rates |= {"recorded_to_disk": bytes_ / (on_disk - times[0]), "cp": bytes_ / (copied - begin_copy)}
        rates |= {"cp_to_disk": bytes_ / (copied_on_disk - begin_copy)}
        if len(late) > 9:
            rates["recorded_when_all_had_come"] = one.nbytes * (len(late) - 1) / (late[-1] - late[0])
        ratios = [rates["recorded_to_disk"] / rates["cp_to_disk"], rates.get("recorded_when_all_had_come", rates["recorded"]) / rates["cp"]]
        results.append((options.volumes == len(recorded), *ratios))
        print(json.dumps({"sent": options.volumes, "told": len(recorded), "stored": stored, "lost": len(recorded) - stored,
                          "MB_per_s": {name: round(value / 1e6) for name, value in rates.items()},
                          "ratio_to_disk": round(ratios[0], 2), "ratio_to_cache": round(ratios[1], 2)}), flush=True)
    medians = [round(statistics.median(r[at] for r in results), 2) for at in (1, 2)]
    print(json.dumps({"turns": len(results), "median_ratio_to_disk": medians[0], "median_ratio_to_cache": medians[1]}))
    return 0 if all(told for told, *_ in results) else 1


def latency(options):
    taken, ratios = {"All": [], "Off": []}, []
    for turn in range(options.turns):
        medians = {}
        for mode in ("All", "Off") if turn % 2 == 0 else ("Off", "All"):
            ms = latencies(options, mode)
            taken[mode] += ms
            medians[mode] = statistics.median(ms)
        ratios.append(medians["All"] / medians["Off"])
        print(json.dumps({"turn": turn + 1, "median_ms": {m: round(v) for m, v in medians.items()}, "ratio": round(ratios[-1], 3)}), flush=True)
    medians = {mode: round(statistics.median(ms), 1) for mode, ms in taken.items()}
    print(json.dumps({"volumes": {m: len(v) for m, v in taken.items()}, "median_ms": medians, "ratio": round(medians["All"] / medians["Off"], 3)}))
    return 0


def latencies(options, mode):
    """Milliseconds from sending to tracked, for each volume after the first ten."""
    shape, taken, folder = (16, 128, 128), [], tempfile.mkdtemp(prefix="cellect-latency-")
    service = Service(folder, options.port, "--Record:Volumes", mode)
    listener = context.socket(zmq.SUB)
    listener.connect(service.tracks)
    listener.subscribe("tracks")
    time.sleep(1)
    for t in range(options.volumes):
        at = time.perf_counter()
        service.send(header(t, t, 0, shape), nuclei(t, shape))
        # The first volumes wait until their scale is found.
        if not listener.poll(300_000):
            service.end()
            sys.exit(f"no tracks of volume {t}:\n{service.said()}")
        listener.recv_multipart()
        if t >= 10:
            taken.append(1000 * (time.perf_counter() - at))
    listener.close(0)
    service.end()
    shutil.rmtree(folder)
    return taken


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["kill", "rate", "latency"])
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--volumes", type=int, default=100)
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--port", type=int, default=6400)
    parser.add_argument("--dir", default=None, help="where rate records; default: the system's folder for temporary files")
    options = parser.parse_args()
    sys.exit({"kill": kill, "rate": rate, "latency": latency}[options.what](options))


main()
