"""The roof: the home page of each role, the navigation, and the command that loads the invented region.

Goals and results of the programme will live here later. It owns no tables as yet.
No rule of another room lives here: it asks their selectors and orders their services.
It may look into every room; only `config` looks at it.
"""
