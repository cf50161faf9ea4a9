"""What professionals notice, at phenomenon level: an observed phenomenon in a municipality in a period, never a person.

What lives here: signals with their label and audience, the privacy gate in front of every free text, the quarantine
behind it, links for reporters without an account, *zien wij ook*, clusters, the workflow of a signal, questions to
partners, feedback to reporters, retention, and the weekly counts for the rooms above.

What does not: attachments, addresses, anything about a person, what a development means (that is in `trends`).

It asks `accounts` for rights, owners and who did what, `regions` for places, and `sources` for topics and places in a
text. Any room above may order `services.judge` for its own free text.
"""
