"""What a person has done and can do: occupations, skills, certificates, and wishes."""
