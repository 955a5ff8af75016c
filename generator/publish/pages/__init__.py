"""The pages: one module and one template each, made from cut values only."""
