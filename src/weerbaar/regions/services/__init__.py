"""Writes of the map: a region pack is read whole, judged whole, and only then stored, in one transaction."""

from weerbaar.regions.services.pack_files import known_packs, pack_folder
from weerbaar.regions.services.pack_load import LoadedPack, load_region
from weerbaar.regions.services.pack_problems import PackRefused, Problem

__all__ = ["LoadedPack", "PackRefused", "Problem", "known_packs", "load_region", "pack_folder"]
