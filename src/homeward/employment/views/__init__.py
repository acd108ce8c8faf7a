"""Pages of employers and vacancies, of a case's work, of one candidacy, of an employer by link."""
