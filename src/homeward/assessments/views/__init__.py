"""Pages of assessments: of a case, filling in, reading, and which form is asked where."""
