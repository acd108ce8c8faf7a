"""Files of IATI that are brought through a page: looked through, taken in, or thrown away."""
