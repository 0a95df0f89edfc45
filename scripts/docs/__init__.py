"""The pages of docs/reference/, each from the code that says what stands in it."""
