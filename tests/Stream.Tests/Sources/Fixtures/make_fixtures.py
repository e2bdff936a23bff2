"""Made imagej_be.tif, imagej_one_directory.tif and ome.tif beside this file, with tifffile 2023.2.3 and numpy."""
import numpy, tifffile

tzyx = numpy.arange(2 * 3 * 4 * 5, dtype=numpy.uint16).reshape(2, 3, 4, 5) * 500
calibration = {"spacing": 2.5, "unit": "micron", "finterval": 30.0}
# Big-endian, every page with its directory, as Fiji writes up to 4 GB.
tifffile.imwrite("imagej_be.tif", tzyx, imagej=True, byteorder=">", resolution=(1 / 0.4, 1 / 0.5),
                 metadata={"axes": "TZYX", **calibration})
# One directory and the pages behind each other, as ImageJ writes above 4 GB.
tifffile.imwrite("imagej_one_directory.tif", tzyx, imagej=True, byteorder=">", resolution=(1 / 0.4, 1 / 0.5), truncate=True,
                 metadata={"axes": "TZYX", **calibration})
tifffile.imwrite("ome.tif", tzyx, ome=True, compression="zlib", tile=(16, 16), bigtiff=True,
                 metadata={"axes": "TZYX", "PhysicalSizeX": 400, "PhysicalSizeXUnit": "nm", "PhysicalSizeY": 0.5,
                           "PhysicalSizeYUnit": "µm", "PhysicalSizeZ": 2.5, "TimeIncrement": 0.5, "TimeIncrementUnit": "min"})
