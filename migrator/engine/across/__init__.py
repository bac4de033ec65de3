"""What the files of a project tell about one another: surveyed one by one, then joined."""

from migrator.engine.across.joining import Joined, circles, join
from migrator.engine.across.survey import Place, Survey, module_heads, survey

__all__ = ["Joined", "Place", "Survey", "circles", "join", "module_heads", "survey"]
