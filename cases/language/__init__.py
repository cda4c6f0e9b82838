"""The joint language plan of citizen and workplace, and the times it is trained."""
