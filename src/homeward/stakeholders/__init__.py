"""The stakeholder map: who does what with whom, who answers for what, whom to ask."""
