"""Prioritering: rank the projects of an objektplan within a frame, openly and live."""

__version__ = "0.1.0"
