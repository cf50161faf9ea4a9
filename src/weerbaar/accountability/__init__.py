"""The account that municipalities give: what Weerbaar promises, what was shown, what is kept, and every paper for it.

One set of data files makes the register of processing, the DPIA and IAMA, the Algoritmeregister, the model cards, the
memo on the AI Act, the list of sources and the public explanation; `weerbaar accountability` writes and checks them.
What only a municipality can say is marked so. No rule of another room lives here: it reads their selectors.
It keeps one thing: who read what Weerbaar is for.
"""
