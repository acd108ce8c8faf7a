"""Every write on the stakeholder map, by what is written."""
