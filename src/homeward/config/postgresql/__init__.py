"""Django's way to PostgreSQL, held to what one statement may carry."""
