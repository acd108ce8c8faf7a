"""Complaints and feedback: from whom, about what, who answers until when, and what came of it."""
