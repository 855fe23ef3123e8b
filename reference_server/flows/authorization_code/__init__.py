"""The authorization code: how it is asked for, issued and redeemed, and PKCE."""
