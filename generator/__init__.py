"""Record keeping, compliance and public notices for five-good Party branches.

Data flows one way: read → judge → publish.
"""

__version__ = "0.1.0"
