"""How the weights of the coding were learned, and how well they do. The product never imports it."""
