"""What browsers that watch cost the pipeline: the real service, one stream, blocks with browsers and without by turns.

    python3 tests/Benchmarks/Dashboard/browsers.py --browsers 50 --blocks 20

Each browser is a connection of Server-sent events that reads everything. Two volumes are on the way at any time. Volumes a second and the
latency (received to published, the service's own stamps) are told, and their ratios. Exit code 1 when browsers cost more than 5 %. Needs the built service and Debian's python3-zmq, python3-msgpack and python3-numpy.
"""

import argparse
import json
import multiprocessing
import os
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

import msgpack
import numpy as np
import zmq

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
APP = ["dotnet", os.path.join(ROOT, "src", "Cellect.Live", "bin", "Release", "net10.0", "cellect.dll")]
IN_FLIGHT, WARM_UP, MOST = 2, 8, 0.05


def nuclei(t, shape, cells):
    """Round nuclei that drift, in noise."""
    side = int(np.ceil(np.sqrt(cells)))
    z, y, x = np.ogrid[: shape[0], : shape[1], : shape[2]]
    v = np.random.default_rng(t).normal(100, 8, shape)
    for i in range(cells):
        cy, cx = (shape[1] * (i // side + 0.5) / side + 0.2 * t, shape[2] * (i % side + 0.5) / side - 0.1 * t)
        v += 900 / (1 + np.exp(np.clip((np.sqrt((5 * (z - shape[0] / 2)) ** 2 + (y - cy) ** 2 + (x - cx) ** 2) - 8) / 1.2, -50, 50)))
    return v.clip(0, 65535).astype("u2").tobytes()


def watch(port, count, told, going):
    """Reads all that the page sends to so many browsers."""
    chosen = selectors.DefaultSelector()
    for _ in range(count):
        browser = socket.create_connection(("127.0.0.1", port))
        browser.sendall(f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        browser.setblocking(False)
        chosen.register(browser, selectors.EVENT_READ)
    buffer, total, parted = bytearray(1 << 20), 0, 0
    while going.value:
        for key, _ in chosen.select(0.2):
            try:
                got = key.fileobj.recv_into(buffer)
                total += got
                if got == 0:
                    parted += 1
                    chosen.unregister(key.fileobj)
            except BlockingIOError:
                pass
    told.put((total, parted))


class Browsers:
    def __init__(self, port, count):
        self.count, self.told, self.going = count, multiprocessing.Queue(), multiprocessing.Value("b", 1)
        if count:
            self.process = multiprocessing.Process(target=watch, args=(port, count, self.told, self.going))
            self.process.start()

    def close(self):
        if not self.count:
            return 0, 0
        self.going.value = 0
        told = self.told.get()
        self.process.join()
        return told


class Stream:
    """Sends volumes, so many on the way at a time, and takes their tracks."""

    def __init__(self, port, shape, cells):
        context = zmq.Context()
        self.tracks = context.socket(zmq.SUB)
        self.tracks.subscribe(b"tracks")
        self.tracks.connect(f"tcp://127.0.0.1:{port + 1}")
        self.sender = context.socket(zmq.PUSH)
        self.sender.connect(f"tcp://127.0.0.1:{port}")
        self.shape, self.sent, self.came = shape, 0, 0
        self.pixels = [nuclei(t, shape, cells) for t in range(20)]

    def send(self):
        stamps = {"voxel_um": [2, 0.4, 0.4], "exposure_end_ns": time.time_ns()}
        header = {"v": 1, "series": "run", "type": "volume", "seq": self.sent, "t": self.sent, "c": 0, "dtype": "u2", **stamps}
        # There and back again, so that nothing jumps.
        turn = self.sent % 38
        self.sender.send_multipart([msgpack.packb({**header, "shape": list(self.shape)}), self.pixels[turn if turn < 20 else 38 - turn]])
        self.sent += 1

    def run(self, volumes):
        """Latency of each, ms."""
        latencies = []
        for _ in range(volumes):
            while self.sent < self.came + IN_FLIGHT:
                self.send()
            if not self.tracks.poll(300_000):
                sys.exit("no tracks came for five minutes")
            message = msgpack.unpackb(self.tracks.recv_multipart()[1])
            self.came += 1
            latencies.append((message["published_ns"] - message["received_ns"]) / 1e6)
        return latencies


def cost(process):
    """Processor seconds of the service so far."""
    fields = open(f"/proc/{process.pid}/stat").read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--browsers", type=int, default=50)
    parser.add_argument("--blocks", type=int, default=20, help="pairs of blocks")
    parser.add_argument("--volumes", type=int, default=20, help="of each block")
    parser.add_argument("--shape", type=int, nargs=3, default=[12, 256, 256])
    parser.add_argument("--cells", type=int, default=100)
    parser.add_argument("--port", type=int, default=6430)
    options = parser.parse_args()
    ports = [options.port + n for n in range(4)]
    page = options.port + 4
    names = ["Ingest:Endpoint", "Publish:Endpoint", "Publish:ControlEndpoint", "Publish:PreviewEndpoint"]
    words = [word for name, port in zip(names, ports) for word in (f"--{name}", f"tcp://127.0.0.1:{port}")]
    with tempfile.TemporaryFile("w+") as log, tempfile.TemporaryDirectory() as state:
        service = subprocess.Popen(
            [*APP, "run", "--Overlay:Mode", "Off", "--Record:Directory", "", "--Dashboard:Endpoint", f"http://127.0.0.1:{page}", *words],
            stdout=log, stderr=subprocess.STDOUT, cwd=ROOT, env={**os.environ, "XDG_STATE_HOME": state, "MALLOC_ARENA_MAX": "2"},
        )
        try:
            await_page(page, service)
            return compare(options, page, service)
        finally:
            service.terminate()
            service.wait(60)


def await_page(page, service):
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{page}/health/ready").read()
            return
        except OSError:
            if service.poll() is not None:
                sys.exit("the service has ended")
            time.sleep(0.2)


def compare(options, page, service):
    stream = Stream(options.port, options.shape, options.cells)
    stream.run(WARM_UP)
    seen = {True: [], False: []}
    spent, rates, pairs, sizes = {True: 0, False: 0}, {True: 0, False: 0}, [], []
    for block in range(options.blocks):
        taken = {}
        for watched in (True, False) if block % 2 == 0 else (False, True):
            browsers = Browsers(page, options.browsers if watched else 0)
            stream.run(2)
            before, began = cost(service), time.time()
            latencies = stream.run(options.volumes)
            taken[watched] = time.time() - began
            rates[watched] += taken[watched]
            spent[watched] += cost(service) - before
            total, parted = browsers.close()
            if watched:
                sizes.append(total / max(1, options.browsers))
                if parted:
                    sys.exit(f"{parted} browsers were dropped")
            seen[watched] += latencies
        pairs.append(taken[True] / taken[False])
        print(json.dumps({"pair": block + 1, "time_on_to_off": round(pairs[-1], 3), "load": os.getloadavg()[0]}), flush=True)
    volumes = options.blocks * options.volumes
    medians = {watched: statistics.median(values) for watched, values in seen.items()}
    high = {watched: sorted(values)[int(0.95 * len(values))] for watched, values in seen.items()}
    report = {
        "volumes_each": volumes,
        "browsers": options.browsers,
        "kB_per_browser_and_block": round(statistics.mean(sizes) / 1e3),
        "volumes_per_s": {"off": round(volumes / rates[False], 3), "on": round(volumes / rates[True], 3)},
        "latency_ms_median": {"off": round(medians[False], 1), "on": round(medians[True], 1)},
        "latency_ms_p95": {"off": round(high[False], 1), "on": round(high[True], 1)},
        "processor_s_per_volume": {"off": round(spent[False] / volumes, 3), "on": round(spent[True] / volumes, 3)},
        "time_on_to_off_all": round(rates[True] / rates[False], 3),
        "time_on_to_off_median_of_pairs": round(statistics.median(pairs), 3),
        "latency_on_to_off_median": round(medians[True] / medians[False], 3),
    }
    print(json.dumps(report, indent=1))
    return 0 if statistics.median(pairs) <= 1 + MOST and medians[True] <= (1 + MOST) * medians[False] else 1


if __name__ == "__main__":
    sys.exit(main())
