Feature: Token endpoint

  The authorization code grant's second half: RFC 6749, 3.2, 4.1.3 and 5.

  Rule: An authorization code is single-use

    @RFC6749-4.1.2/code-single-use @oidf:oidcc-codereuse
    Scenario: A redeemed code is refused
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_grant"

  Rule: A token response holds what a client needs

    @RFC6749-5.1/token-type-present
    Scenario: A token response names the type of its token
      Given the end-user is signed in
      When the client completes the code flow
      Then the token response's "token_type" is well-formed
