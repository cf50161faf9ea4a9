"""Who may do what, and who did what: users, roles at an organisation, invitations, the rights table, the audit log.

The people here are professionals in their function: name, function, work e-mail, language. Nothing else about anybody.
Rights stand in one table, `data/rights.csv`; every service and selector of every room asks it through
`selectors.may` and `selectors.municipalities_within`. It asks `regions` for the working area of an organisation.
"""
