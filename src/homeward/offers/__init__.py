"""What may be offered: services, training, vacancies, seats, and contracts for seats."""
