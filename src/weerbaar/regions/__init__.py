"""Where things are: regions, safety regions, municipalities through time, places, police teams, organisations.

All of it is reference data that comes from a region pack by `weerbaar load_region`; nobody types it on a screen.
No person lives here, and no organisation other than the professional partners of the programme: the kinds of
organisation are a closed list without communities, faiths, associations or addresses.
It asks no other room but `ui`.
"""
