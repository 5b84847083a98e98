"""慎言 Shenyan: a linter that speaks up before a post exposes or insults somebody."""

from shenyan.finding import Finding, Fix, Report
from shenyan.linter import Linter

__version__ = "0.1.0"
__all__ = ["Finding", "Fix", "Linter", "Report", "__version__"]
