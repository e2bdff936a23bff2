"""Checks a TrackMate XML against the rules of its reader (TmXmlReader) and of Mastodon's importer: python3 check_trackmate.py PATH.xml
Prints a line of JSON: spots, edges, tracks."""
import json
import sys
from xml.etree import ElementTree

path = sys.argv[1]
root = ElementTree.parse(path).getroot()
DIMENSIONS = "NONE QUALITY COST INTENSITY INTENSITY_SQUARED POSITION VELOCITY LENGTH AREA TIME ANGLE RATE ANGLE_RATE STRING".split()


def need(condition, what):
    if not condition:
        sys.exit(f"{path}: {what}")


need(root.tag == "TrackMate" and root.get("version"), "root")
model, settings = root.find("Model"), root.find("Settings")
declared = {}
for kind in ("SpotFeatures", "EdgeFeatures", "TrackFeatures"):
    features = model.find("FeatureDeclarations").find(kind)
    need(features is not None, kind)
    declared[kind] = {f.get("feature"): f for f in features}
    for feature in features:
        need(feature.get("dimension") in DIMENSIONS and feature.get("isint") in ("true", "false"), f"declaration of {feature.attrib}")
for name in ("InitialSpotFilter", "SpotFilterCollection", "TrackFilterCollection", "ImageData"):
    need(settings.find(name) is not None, name)
for name in ("width", "height", "nslices", "nframes", "pixelwidth", "pixelheight", "voxeldepth", "timeinterval"):
    need(float(settings.find("ImageData").get(name)) > 0, name)

interval, spots = float(settings.find("ImageData").get("timeinterval")), {}
for frame in model.find("AllSpots"):
    for spot in frame:
        identity = int(spot.get("ID"))
        need(0 <= identity < 2**31 and identity not in spots, f"ID {identity}")
        need(spot.get("name"), "a spot without a name")
        need(spot.get("VISIBILITY") == "1", "VISIBILITY must be 1")
        for name, value in spot.attrib.items():
            if name in ("ID", "name"):
                continue
            need(name in declared["SpotFeatures"], f"{name} is not declared")
            (int if declared["SpotFeatures"][name].get("isint") == "true" else float)(value)
        need(spot.get("FRAME") == frame.get("frame"), "FRAME")
        need(abs(float(spot.get("POSITION_T")) - int(spot.get("FRAME")) * interval) < 1e-6 * interval + 1e-9, "POSITION_T")
        spots[identity] = int(spot.get("FRAME"))
need(int(model.find("AllSpots").get("nspots")) == len(spots), "nspots")

seen, of_spot, tracks = set(), {}, set()
for track in model.find("AllTracks"):
    identity = int(track.get("TRACK_ID"))
    need(identity not in tracks and len(track), f"track {identity}")
    tracks.add(identity)
    ends, links = set(), {}
    for edge in track:
        a, b = int(edge.get("SPOT_SOURCE_ID")), int(edge.get("SPOT_TARGET_ID"))
        need(a in spots and b in spots and spots[a] < spots[b], f"edge {a} {b}")
        need(frozenset((a, b)) not in seen, f"edge {a} {b} is there twice")
        float(edge.get("LINK_COST"))
        seen.add(frozenset((a, b)))
        links.setdefault(a, set()).add(b)
        links.setdefault(b, set()).add(a)
        ends |= {a, b}
    for end in ends:
        need(of_spot.setdefault(end, identity) == identity, f"spot {end} is in two tracks")
    reached, waiting = set(), [next(iter(ends))]
    while waiting:
        spot = waiting.pop()
        if spot not in reached:
            reached.add(spot)
            waiting.extend(links[spot])
    need(reached == ends, f"track {identity} is not connected")
for shown in model.find("FilteredTracks"):
    need(int(shown.get("TRACK_ID")) in tracks, "FilteredTracks names a track that is not there")
print(json.dumps({"spots": len(spots), "edges": len(seen), "tracks": len(tracks)}))
