"""Sessions and visits: who met whom, where, what was agreed; help given before departure."""
