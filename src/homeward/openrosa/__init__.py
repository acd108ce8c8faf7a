"""The endpoints that ODK Collect talks to, and what comes in from KoboToolbox."""
