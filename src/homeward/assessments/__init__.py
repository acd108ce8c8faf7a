"""What was asked in a questionnaire about a person: assessments, drafts, versions."""
