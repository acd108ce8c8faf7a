"""Standards of services and how they are kept: spot checks, test calls, data quality."""
