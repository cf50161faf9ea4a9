"""What the roof orders: filling the demo, room by room."""

from weerbaar.programme.services.demo import STEPS, DemoStep, load_demo

__all__ = ["STEPS", "DemoStep", "load_demo"]
