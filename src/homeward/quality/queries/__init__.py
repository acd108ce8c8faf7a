"""Reads of standards, checks and figures on data, all under the reader's gate."""

from homeward.quality.queries import checks, data, interviewing, standards

__all__ = ["checks", "data", "interviewing", "standards"]
