"""The roof: the home page of each role and the navigation. Later: goals and results of the programme.

It may look into every room and owns no tables as yet.
"""
