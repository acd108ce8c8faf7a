"""Pages of forms: the list, a form's versions, its preview."""
