"""How the installation itself is: readiness, measurements, jobs, statements, alerts.

It belongs to whoever runs the installation. Nothing of it tells of a person: counts, ages, names
of views and jobs. Refused accesses are counted by a digest that names nobody.
"""
