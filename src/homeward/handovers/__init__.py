"""A whole caseload goes from the organisation that leads to those that carry it on."""
