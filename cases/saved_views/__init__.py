"""The list of cases under a name: view, filters, order and columns as somebody wants to find them again."""
