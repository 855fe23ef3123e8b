Feature: Validity of backchannel authentication

  How long and for which client an approval is valid, and which values are refused:
  CIBA Core 1.0, 7.1, 10.1, 11 and 14.

  Rule: An approval is valid for a limited time, and for one client

    @CIBA-11/expired @needs:ciba @needs:auth_req_id_expiry
    Scenario: A client has to fetch the tokens of an approved authentication in time
      Given the end-user is signed in
      And the client has sent the backchannel authentication request
        | requested_expiry | 5 |
      And the end-user approves the backchannel authentication request
      And the auth req id has expired
      When the client sends the CIBA token request
        | auth_req_id | (the auth_req_id) |
      Then the CIBA token request is refused with "expired_token" or "invalid_grant"

    @CIBA-10.1/auth-req-id-bound-to-client
    @needs:ciba @needs:ciba_client(client_secret_post) @needs:ciba_client(private_key_jwt)
    Scenario: An auth_req_id is refused to a client that authenticates in another way
      Given a client that authenticates by "client_secret_post"
      And the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      And a client that authenticates by "private_key_jwt"
      When the client sends the CIBA token request
      Then the CIBA token request is refused with "invalid_grant"

  Rule: An invalid requested_expiry and an unsigned hint are refused

    @CIBA-7.1/requested-expiry-positive-integer @needs:ciba
    Scenario: A requested_expiry of no time at all is refused
      Given the client has sent the backchannel authentication request
        | requested_expiry | 300 |
      When the client sends the backchannel authentication request
        | requested_expiry | 0 |
      Then the answer to the backchannel authentication request refuses a requested_expiry that is not a positive integer

    @CIBA-7.1/requested-expiry-positive-integer @needs:ciba
    Scenario: A requested_expiry with a fraction of a second is refused
      Given the client has sent the backchannel authentication request
        | requested_expiry | 300 |
      When the client sends the backchannel authentication request
        | requested_expiry | 5.5 |
      Then the answer to the backchannel authentication request refuses a requested_expiry that is not a positive integer

    @CIBA-14/id-token-hint-signature-verified @needs:ciba @needs:ciba_signed_id_token_hint
    Scenario: An ID Token without its signature is no hint
      Given the client has redeemed an authorization code
      And the client has sent the backchannel authentication request
        | login_hint    | (omitted)      |
        | id_token_hint | (the ID Token) |
      When the client sends the backchannel authentication request
        | login_hint    | (omitted)                |
        | id_token_hint | (the ID Token, unsigned) |
      Then the backchannel authentication request is refused with an error
