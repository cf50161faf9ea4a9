"""The lokaal beeld: started, written with partners, checked, frozen by two organisations, and given to its readers.

What lives here: drafts with their sections, texts, statements and white spots; the versions that were frozen and never
change; what is made of them for a driehoek, a college or council, and the public; the pressure-cooker pack.

What does not: a person, an account, an address, a named community. Every text passes the privacy gate of `signals`.
A picture holds no figures of its own: it asks `trends`, `signals`, `sources` and `regions`, and what it froze it keeps.
"""
