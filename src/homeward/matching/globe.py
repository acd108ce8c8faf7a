"""How far points on the Earth are from one of them."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Mean radius of the Earth, IUGG 1980 (H. Moritz, Geodetic Reference System 1980).
EARTH_KM = 6371.0088


def on_the_globe(latitude: Floats, longitude: Floats) -> Floats:
    """(3, u) float64: points in degrees as vectors of length 1; nan where unknown."""
    phi, lam = np.radians(latitude), np.radians(longitude)
    return np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])


def distance_km(points: Floats, to: Floats) -> Floats:
    """Great-circle distance in km of (3, u) points of `on_the_globe` to one, (3, 1); nan where
    unknown.

    By the chord c between two points of a sphere, 2 arcsin(c / 2): as exact for near points as the
    haversine formula (R. W. Sinnott, Virtues of the Haversine, Sky and Telescope 68, 1984), which
    is this chord in degrees, and without a sine for each point.
    """
    apart = points - to
    half = 0.5 * np.sqrt((apart * apart).sum(axis=0))
    found: Floats = 2 * EARTH_KM * np.arcsin(np.minimum(half, 1.0))
    return found
