"""Views: frozen data for templates, made from the library by pure functions."""
