"""User agents: a cookie jar that speaks HTTP, and a browser for the pages that need one."""
