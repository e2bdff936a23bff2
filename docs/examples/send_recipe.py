"""Sends numpy arrays to Cellect with the array recipe of the pyzmq documentation, and nothing else.

    python3 send_recipe.py [ENDPOINT]
"""
import sys

import numpy as np
import zmq


def send_array(socket, array, **extra):
    """https://pyzmq.readthedocs.io/en/latest/howto/serialization.html"""
    socket.send_json({"dtype": str(array.dtype), "shape": array.shape, **extra}, zmq.SNDMORE)
    socket.send(np.ascontiguousarray(array), copy=False)


context = zmq.Context()
socket = context.socket(zmq.PUSH)
socket.sndhwm = 4  # at most four volumes wait here
socket.connect(sys.argv[1] if len(sys.argv) > 1 else "tcp://127.0.0.1:5555")
z, y, x = np.ogrid[:8, :32, :48]
for t in range(5):
    send_array(socket, (1000 * t + 100 * z + y + x).astype("uint16"), laser_mw=12.5)
socket.close(linger=10_000)
context.term()  # waits until everything has been taken: without it the program ends first, and what waits is lost
