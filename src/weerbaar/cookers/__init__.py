"""The pressure cooker: a college of mayor and aldermen looks at a frozen picture in ninety minutes.

What lives here: the meeting with its four statements, scenario card and evaluation; the pack of papers and slides, made
from the picture; the view of who leads it, with a clock; anonymous votes by phone; and what was agreed.

What does not: who voted, or from which device. A vote is one more in a count, and nothing else is kept. No cookie
tells one phone from another: after a vote the phone holds a mark that is the same for everybody.

It asks `pictures` for the frozen picture and the forms, and hands what was agreed to `advice`, or gives it an owner.
"""
