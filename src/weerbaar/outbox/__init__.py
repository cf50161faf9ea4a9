"""Mail that leaves the house: one message to one person, kept until it is sent, and never sent twice unnoticed.

What lives here: the messages that wait, were sent or failed. What does not: who may send what (the rooms above decide),
addresses of anyone but professionals, texts of signals. A message is queued in the transaction of the order that causes
it, so neither can exist without the other; `weerbaar send_mail` hands it to the mail server afterwards.

Without a mail server everything keeps working: the messages wait and can be copied by hand.
It asks no other room.
"""
