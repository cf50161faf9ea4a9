"""The look: page frame, components, icons, charts, tables and their exports.

No models, no domain, no rights live here: what a page shows is decided by the room that draws it.
Every other room uses this one; it uses none.
The parts are described in docs/components.md and shown, in every state, at /onderdelen/.
"""
