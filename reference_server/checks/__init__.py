"""What a request must keep: tables of small functions, one clause each."""
