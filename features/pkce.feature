Feature: Proof Key for Code Exchange

  The code_challenge of the authorization request and the code_verifier of the token request:
  RFC 7636, and RFC 9700, 2.1.1 and 4.8.2.

  Rule: The challenge method S256 works

    @RFC7636-4.2/s256-supported @needs:pkce @oidf:oidcc-ensure-request-with-valid-pkce-succeeds
    Scenario: A code with a challenge is redeemed with its verifier
      When the client completes the code flow
      Then the token request succeeds

    @RFC7636-4.2/s256-supported @needs:pkce @needs:public_client
    Scenario: A public client redeems a code with its verifier
      Given a client that authenticates by "none"
      When the client completes the code flow
      Then the token request succeeds

    @RFC7636-4.2/s256-supported @needs:pkce
    Scenario: The verifier in the appendix of the specification fits its challenge
      Given the client holds an authorization code
        | code_challenge | E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM |
      When the client sends the token request
        | code_verifier | dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk |
      Then the token request succeeds

    @RFC7636-4.2/s256-supported @needs:pkce
    Scenario: A verifier of 128 characters, tilde and full stop among them, fits
      Given the client holds an authorization code
        | code_challenge | g5qy6ByDJPNTNnMNf87wCyaqLMq1mtSaSMtvwRxIZdE |
      When the client sends the token request
        | code_verifier | abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 |
      Then the token request succeeds

  Rule: A code with a challenge is redeemed only with its verifier

    @RFC7636-4.5/verifier-required @needs:pkce
    Scenario: A code with a challenge is refused without verifier
      Given the client holds an authorization code
      When the client sends the token request
        | code_verifier | (omitted) |
      Then the token request is refused with "invalid_grant" or "invalid_request"

    @RFC7636-4.5/verifier-required @needs:pkce @needs:public_client
    Scenario: A code of a public client is refused without verifier
      Given a client that authenticates by "none"
      And the client holds an authorization code
      When the client sends the token request
        | code_verifier | (omitted) |
      Then the token request is refused with "invalid_grant" or "invalid_request"

    @RFC7636-4.5/verifier-required @needs:pkce
    Scenario: An empty verifier counts as none and is refused
      Given the client holds an authorization code
      When the client sends the token request
        | code_verifier | (empty) |
      Then the token request is refused with "invalid_grant" or "invalid_request"

    @RFC7636-4.6/wrong-verifier-refused @needs:pkce
    Scenario: A code with a challenge is refused with the verifier of another
      Given the client holds an authorization code
      When the client sends the token request
        | code_verifier | dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk |
      Then the token request is refused with "invalid_grant"

    @RFC7636-4.6/wrong-verifier-refused @needs:pkce @needs:public_client
    Scenario: A code of a public client is refused with the verifier of another
      Given a client that authenticates by "none"
      And the client holds an authorization code
      When the client sends the token request
        | code_verifier | dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk |
      Then the token request is refused with "invalid_grant"

    @RFC7636-4.5/bound-method-used @needs:pkce
    Scenario: The challenge itself is refused as verifier
      Given the client holds an authorization code
      When the client sends the token request
        | code_verifier | (the code_challenge) |
      Then the token request is refused with "invalid_grant"

    @RFC9700-2.1.1/verifier-without-challenge-refused @needs:pkce @needs:code_without_pkce
    Scenario: A verifier is refused where the request had no challenge
      Given the client holds an authorization code
        | code_challenge        | (omitted) |
        | code_challenge_method | (omitted) |
      When the client sends the token request
        | code_verifier | dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk |
      Then the token request is refused with "invalid_grant" or "invalid_request"

  Rule: The authorization endpoint refuses a challenge that it cannot verify

    @RFC7636-4.4.1/unsupported-method-invalid-request @needs:pkce
    Scenario: A challenge method that nobody defined is refused
      Given the end-user is signed in
      When the client sends the authorization request
        | code_challenge_method | S0 |
      Then the authorization request is refused with "invalid_request"

    @RFC7636-4.4.1/unsupported-method-invalid-request @needs:pkce_s256_only
    Scenario: The challenge method plain is refused where it is not offered
      Given the end-user is signed in
      When the client sends the authorization request
        | code_challenge_method | plain |
      Then the authorization request is refused with "invalid_request"

    @RFC7636-7.2/plain-not-offered @needs:pkce
    Scenario: The challenge method plain is not offered
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata does not offer plain for PKCE

    @RFC7636-4.4.1/unsupported-method-explained @needs:pkce
    Scenario: The refusal of a challenge method explains itself
      Given the end-user is signed in
      When the client sends the authorization request
        | code_challenge_method | S0 |
      Then the authorization error response explains that the code_challenge_method is not supported

    @RFC7636-4.3/method-default-plain @needs:pkce_s256_only
    Scenario: A challenge without method is not taken for one of S256
      Given the end-user is signed in
      When the client sends the authorization request
        | code_challenge_method | (omitted) |
      Then the authorization request is refused with "invalid_request"

    @RFC7636-4.4/challenge-not-extractable @needs:pkce
    Scenario: The authorization response does not show the challenge
      When the client completes the code flow
      Then the authorization response does not reveal the code_challenge

  Rule: A public client must send a challenge

    @RFC7636-4.4.1/missing-challenge-invalid-request @needs:public_client
    @needs:pkce_required_for_public_clients
    Scenario: A request of a public client without challenge is refused
      Given a client that authenticates by "none"
      When the client sends the authorization request
        | code_challenge        | (omitted) |
        | code_challenge_method | (omitted) |
      Then the authorization request is refused with "invalid_request"

    @RFC7636-4.4.1/missing-challenge-explained @needs:public_client
    @needs:pkce_required_for_public_clients
    Scenario: The refusal of a request without challenge explains itself
      Given a client that authenticates by "none"
      When the client sends the authorization request
        | code_challenge        | (omitted) |
        | code_challenge_method | (omitted) |
      Then the authorization error response explains that a code_challenge is required
