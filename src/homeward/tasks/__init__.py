"""Every wait: who holds it, until when, and who waits. Its subject is known by uuid alone."""
