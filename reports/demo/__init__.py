"""The demo: made-up people in every stage, with dates relative to today. Made by the same services as real ones."""
