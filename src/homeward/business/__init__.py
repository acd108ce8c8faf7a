"""A returnee's business: plan, registration and tax steps, credit, coaching, groups by sector."""
