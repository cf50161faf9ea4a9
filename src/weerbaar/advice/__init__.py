"""Advice to a named organisation or body, and what was done with it.

What lives here: advice with its question, basis, three sentences and first step; the second reader of another
organisation; the link by which the addressee answers without an account; what followed and what it changed. And
gatherings (living lab, Informatieplein): what partners bring beforehand, side by side, and the published report.

What does not: advice about a person, e-mail addresses (those stand in `outbox` until the message is gone), what a
development means (that is in `trends`).

It asks `trends` and `signals` for what an advice rests on and for the privacy gate, `accounts` for rights, owners and
who did what, `regions` for organisations and police teams, and hands its messages to `outbox`.
"""
