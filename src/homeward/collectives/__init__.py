"""Projects of groups and communities: members, assets, contributions, harvest, sales, payouts."""
