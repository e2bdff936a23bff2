"""A microscope's side for Cellect's ZeroMQ adapter: carries each request out once. docs/microscope.md has the messages.

    python3 microscope.py [ENDPOINT]

Needs pyzmq; msgpack only if the adapter's Form is MessagePack. Put your microscope's calls where the comments say so.
"""
import collections
import json
import sys

import zmq

MAX_KEYS = 100_000


class Microscope:
    """Replace the body of `change` and `read` by calls of your microscope."""

    def __init__(self):
        self.settings = {"interval_s": 10.0, "power_percent": 5.0}

    def change(self, change, request):
        """Raises ValueError, before it changes anything, for what it will not do."""
        unknown = set(change) - set(self.settings)
        if unknown:
            raise ValueError(f"cannot change {', '.join(sorted(unknown))}")
        if not 0 <= change.get("power_percent", 0) <= 100:
            raise ValueError("power_percent must be 0 to 100")
        self.settings.update(change)  # here: tell the hardware, and wait until it has it
        print(f"{request['rule']}: {change} ({request['key']})", flush=True)

    def read(self):
        return dict(self.settings)  # here: ask the hardware


def answer(microscope, done, request):
    key = request.get("key", "") if isinstance(request, dict) else ""
    try:
        if request["type"] == "action" and key not in done:
            microscope.change(request["change"], request)
            done[key] = True  # only what was carried out: a refused key may be tried again
            if len(done) > MAX_KEYS:
                done.popitem(last=False)
        elif request["type"] not in ("action", "read"):
            raise ValueError(f"type {request['type']}")
        return {"v": 1, "key": key, "ok": True, "settings": microscope.read()}
    except (KeyError, TypeError, ValueError) as problem:
        return {"v": 1, "key": key, "ok": False, "error": str(problem)}


def main(endpoint="tcp://127.0.0.1:5560"):
    socket = zmq.Context.instance().socket(zmq.REP)
    socket.bind(endpoint)
    print(f"microscope at {socket.getsockopt_string(zmq.LAST_ENDPOINT)}", flush=True)
    microscope, done = Microscope(), collections.OrderedDict()
    while True:
        body = socket.recv()
        try:
            if body[:1] == b"{":
                socket.send(json.dumps(answer(microscope, done, json.loads(body))).encode())
            else:
                import msgpack
                socket.send(msgpack.packb(answer(microscope, done, msgpack.unpackb(body))))
        except Exception as problem:  # a REP socket must answer before it can hear again
            socket.send(json.dumps({"v": 1, "key": "", "ok": False, "error": str(problem)}).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
