"""Send volumes to Cellect, receive its tracks, read its recordings. docs/after.md has a recipe for each."""
from .commands import arm, disarm, stop
from .following import Subscription, snapshot, status, subscribe
from .napari_layers import NapariLive, napari_live
from .recordings import Recording, load
from .sending import Sender

__all__ = ["Sender", "Subscription", "subscribe", "snapshot", "status", "arm", "disarm", "stop", "Recording", "load", "NapariLive", "napari_live"]
