"""Writes an .ims by the HDF5 library itself, through ctypes: imaris.py FILE gzip|lz4|zstd|szip.

Debian: libhdf5-103-1, python3-numpy, python3-lz4, python3-zstandard. szip names a filter that is not read, over chunks of zeros.

Two time points of one channel, 3 x 5 x 7 voxels of 31000 t + 10007 z + 401 y + 7 x (mod 2^16), in chunks of 2 x 4 x 4, padded to 4 x 8 x 8.
"""
import ctypes
import ctypes.util
import sys

import numpy as np

path, packing = sys.argv[1:]
name = ctypes.util.find_library("hdf5_serial") or "libhdf5_serial.so.103"
h5 = ctypes.CDLL(name)
h5.H5open()
hid, hsize = ctypes.c_int64, ctypes.c_uint64
for function in ("H5Fcreate", "H5Gcreate2", "H5Screate_simple", "H5Pcreate", "H5Dcreate2", "H5Acreate2", "H5Tcopy"):
    getattr(h5, function).restype = hid


def native(symbol):
    return hid.in_dll(h5, symbol)


def dims(*values):
    return (hsize * len(values))(*values)


def check(result):
    assert result >= 0, f"the HDF5 library answers {result}"
    return hid(result)


def group(parent, name):
    return check(h5.H5Gcreate2(parent, name.encode(), hid(0), hid(0), hid(0)))


letter = check(h5.H5Tcopy(native("H5T_C_S1_g")))


def attribute(owner, name, text):
    space = check(h5.H5Screate_simple(1, dims(len(text)), None))
    made = check(h5.H5Acreate2(owner, name.encode(), letter, space, hid(0), hid(0)))
    check(h5.H5Awrite(made, letter, text.encode()))


def values(t):
    z, y, x = np.ogrid[:4, :8, :8]
    return ((31000 * t + 10007 * z + 401 * y + 7 * x) % 65536).astype("<u2")


def pack(chunk):
    if packing == "zstd":
        import zstandard

        return zstandard.ZstdCompressor(level=3).compress(chunk)
    if packing == "szip":
        return bytes(40)
    import lz4.block

    block = lz4.block.compress(chunk, store_size=False)
    block = block if len(block) < len(chunk) else chunk
    return len(chunk).to_bytes(8, "big") + (1 << 20).to_bytes(4, "big") + len(block).to_bytes(4, "big") + block


def dataset(owner, name, array):
    kind = native("H5T_STD_U16LE_g")
    plist = check(h5.H5Pcreate(native("H5P_CLS_DATASET_CREATE_ID_g")))
    check(h5.H5Pset_chunk(plist, 3, dims(2, 4, 4)))
    if packing == "gzip":
        check(h5.H5Pset_shuffle(plist))
        check(h5.H5Pset_deflate(plist, 6))
    else:
        # Optional, as the library itself has no such filter; the chunks are packed here.
        number = {"lz4": 32004, "zstd": 32015, "szip": 4}[packing]
        check(h5.H5Pset_filter(plist, number, ctypes.c_uint(1), ctypes.c_size_t(0), None))
    space = check(h5.H5Screate_simple(3, dims(4, 8, 8), None))
    made = check(h5.H5Dcreate2(owner, name.encode(), kind, space, hid(0), plist, hid(0)))
    if packing == "gzip":
        check(h5.H5Dwrite(made, kind, hid(0), hid(0), hid(0), array.ctypes.data_as(ctypes.c_void_p)))
        return
    for z in range(0, 4, 2):
        for y in range(0, 8, 4):
            for x in range(0, 8, 4):
                chunk = array[z : z + 2, y : y + 4, x : x + 4].tobytes()
                packed = pack(chunk)
                check(h5.H5Dwrite_chunk(made, hid(0), ctypes.c_uint32(0), dims(z, y, x), ctypes.c_size_t(len(packed)), packed))


file = check(h5.H5Fcreate(path.encode(), ctypes.c_uint(2), hid(0), hid(0)))
level = group(group(file, "DataSet"), "ResolutionLevel 0")
for t in range(2):
    channel = group(group(level, f"TimePoint {t}"), "Channel 0")
    for axis, size in (("X", "7"), ("Y", "5"), ("Z", "3")):
        attribute(channel, f"ImageSize{axis}", size)
    dataset(channel, "Data", np.ascontiguousarray(values(t)))
info = group(file, "DataSetInfo")
image = group(info, "Image")
attribute(image, "Unit", "um")
for axis, (low, high) in enumerate((("1.0", "3.8"), ("0", "2"), ("-3", "3"))):
    attribute(image, f"ExtMin{axis}", low)
    attribute(image, f"ExtMax{axis}", high)
times = group(info, "TimeInfo")
attribute(times, "TimePoint1", "2026-11-29 23:59:00.000")
attribute(times, "TimePoint2", "2026-11-30 00:00:30.500")
check(h5.H5Fflush(file, 1))
