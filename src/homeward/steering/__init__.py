"""How organisations steer together: the workplan of the ten steps, and what stands behind it.

The workplan's state is read from what the other features hold, never typed. Priority areas,
consultations, requests between states, definitions, delegations, adopted procedures and findings
of feedback are written here because they rest on decisions of committees.
"""
