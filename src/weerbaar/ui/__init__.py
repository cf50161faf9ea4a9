"""The look: page frame, components, icons, charts, tables and their exports. No models, no domain, no rights.

Every other room uses this one; it uses none.
"""
