"""The addresses of the API. ``door`` lets machines in and says what is refused; the others are what they may ask for."""
