"""An incremental build equals a full one, whatever was edited before it and whatever became of the cache."""
