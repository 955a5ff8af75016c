"""The pages: one module and one template each. A function here is given cut values and gives what the template shows."""
