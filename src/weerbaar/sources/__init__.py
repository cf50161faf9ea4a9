"""Where items come from: feeds, council systems, announcements, statistics, documents and tables.

What lives here: the allow-list of sources with owner, licence and legal basis; what was fetched and how that went; the
items that remain (scrubbed title, day, link, source, places, topics with the terms that matched); weekly counts and
context figures; the versions of the topics and of the place names.

What does not: full texts, authors, comments, accounts, anything from social media, anything about a person. Personal
data goes out in memory, before anything is stored, logged or mailed.

It asks `accounts` for rights and `regions` for places, and the library `weerbaar_analysis.text` for reading.
"""
