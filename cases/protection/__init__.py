"""Protected cases: that they exist is known to those who follow them and to the managers, and to nobody else.

What hides them is `cases.models.not_hidden_from`, in the `visible_to` of every table that is read by itself.
"""
