"""What every request and every row passes, whatever room it is for.

What lives here: the memory of forms that were sent (a double click is one record), the second lock on rows in
PostgreSQL, the form of a log line. What does not: who may do what (accounts), what was done (the log, in accounts),
anything somebody wrote. It asks no other room; `accounts` calls it from every order, `config` from every request.
"""
