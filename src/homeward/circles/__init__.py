"""Lists of groups and of the diaspora: joined by own choice, moderated, nobody shown to anybody."""
