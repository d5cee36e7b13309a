"""Ways of reading concerns for a page. Each begins with who is asking."""
