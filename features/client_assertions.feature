Feature: Client assertions

  A client authenticates with a JWT that it has signed with its secret or private key: RFC 7521, 4.2,
  RFC 7523, 2.2 and 3, OpenID Connect Core 1.0, 9, CIBA Core 1.0, 7.1.

  Rule: A valid assertion authenticates the client

    @OIDCC-9/client-secret-jwt-accepted @needs:client(client_secret_jwt)
    Scenario: A client authenticates by an assertion keyed with its secret
      Given a client that authenticates by "client_secret_jwt"
      When the client completes the code flow
      Then the token request succeeds

    @OIDCC-9/private-key-jwt-accepted @needs:client(private_key_jwt)
    Scenario: A client authenticates by an assertion signed with its key
      Given a client that authenticates by "private_key_jwt"
      When the client completes the code flow
      Then the token request succeeds

    @RFC7521-4.2/client-id-optional @needs:client(private_key_jwt)
    Scenario: An assertion needs no client_id beside it
      Given a client that authenticates by "private_key_jwt"
      And the client presents an assertion without client_id
      And the client holds an authorization code
      When the client sends the token request
      Then the token request succeeds

    @OIDCC-9/assertion-unknown-claim-ignored @needs:client(private_key_jwt)
    Scenario: An unknown claim of an assertion is ignored
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | favourite_colour | green |
      And the client holds an authorization code
      When the client sends the token request
      Then the token request succeeds

  Rule: An assertion is sent with its type, and without other credentials

    @RFC7521-4.2/assertion-type-required @needs:client(private_key_jwt)
    Scenario: An assertion without its type is refused
      Given a client that authenticates by "private_key_jwt"
      And the client presents an assertion without client_assertion_type
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_request" or "invalid_client"

    @RFC7523-2.2/assertion-type @needs:client(private_key_jwt)
    Scenario: An assertion of an unknown type is refused
      Given a client that authenticates by "private_key_jwt"
      And the client holds an authorization code
      When the client sends the token request
        | client_assertion_type | urn:example:unknown-assertion-type |
      Then the token request is refused with "invalid_request" or "invalid_client"

    @RFC7521-4.2/assertion-required @needs:client(private_key_jwt)
    Scenario: A client_assertion_type without an assertion is refused
      Given a client that authenticates by "private_key_jwt"
      And the client presents a client_assertion_type alone
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_request" or "invalid_client"

    @RFC7521-4.2/client-id-consistent @needs:client(private_key_jwt)
    Scenario: An assertion beside the client_id of another client is refused
      Given a client that authenticates by "private_key_jwt"
      And the client holds an authorization code
      When the client sends the token request
        | client_id | (another client's client_id) |
      Then the token request is refused with "invalid_request" or "invalid_client"

    @RFC7521-4.2.1/several-mechanisms-refused @needs:client(client_secret_jwt)
    Scenario: An assertion beside the client's secret is refused
      Given a client that authenticates by "client_secret_jwt"
      And the client presents an assertion and its secret at once
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_request" or "invalid_client"

  Rule: The client is the issuer and the subject of its assertion

    @RFC7523-3/iss-missing-refused @needs:client(private_key_jwt)
    Scenario: An assertion without iss is refused
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | iss | (omitted) |
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC7523-3/iss-is-client @needs:client(private_key_jwt)
    Scenario: An assertion by somebody else is refused
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | iss | (another client's client_id) |
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC7523-3/sub-missing-refused @needs:client(private_key_jwt)
    Scenario: An assertion without sub is refused
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | sub | (omitted) |
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC7523-3/sub-is-client @needs:client(private_key_jwt)
    Scenario: An assertion about somebody else is refused
      Given a client that authenticates by "private_key_jwt"
      And the client presents an assertion without client_id
      And the client's assertion says
        | sub | somebody-else |
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

  Rule: The audience of an assertion is this authorization server

    @RFC7523-3/aud-missing-refused @needs:client(private_key_jwt)
    Scenario: An assertion without aud is refused
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | aud | (omitted) |
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC7523-3/aud-other-refused @needs:client(private_key_jwt)
    Scenario: An assertion for another authorization server is refused
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | aud | https://another-server.example |
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC7523-3/aud-simple-string-comparison @needs:client(private_key_jwt)
    Scenario: An assertion for the issuer with one slash more is refused
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | aud | (the issuer)/ |
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @CIBA-7.1/assertion-audience @needs:ciba @needs:ciba_client(private_key_jwt)
    Scenario: The backchannel endpoint takes an assertion for the issuer
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | aud | (the issuer) |
      When the client sends the backchannel authentication request
      Then the backchannel authentication request succeeds

    @CIBA-7.1/assertion-audience @needs:ciba @needs:ciba_client(private_key_jwt)
    Scenario: The backchannel endpoint takes an assertion for the token endpoint
      Given a client that authenticates by "private_key_jwt"
      And the client has redeemed an authorization code
      And the client's assertion says
        | aud | (the token endpoint) |
      When the client sends the backchannel authentication request
      Then the backchannel authentication request succeeds

    @CIBA-7.1/assertion-audience @needs:ciba @needs:ciba_client(private_key_jwt)
    Scenario: The backchannel endpoint takes an assertion for itself
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | aud | (the backchannel endpoint) |
      When the client sends the backchannel authentication request
      Then the backchannel authentication request succeeds

  Rule: An assertion is valid for a limited time, and can be used once

    @RFC7523-3/exp-missing-refused @needs:client(private_key_jwt)
    Scenario: An assertion without exp is refused
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | exp | (omitted) |
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC7523-3/exp-passed-refused @needs:client(private_key_jwt)
    Scenario: An expired assertion is refused
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | exp | (ten minutes ago) |
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC7523-3/nbf-future-refused @needs:client(private_key_jwt)
    Scenario: An assertion that is not valid yet is refused
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | exp | (in twenty minutes) |
        | nbf | (in ten minutes)    |
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @OIDCC-9/assertion-jti-required @needs:client(private_key_jwt)
    Scenario: An assertion without jti is refused
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | jti | (omitted) |
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @OIDCC-9/assertion-single-use @needs:client(private_key_jwt)
    Scenario: An assertion that was used before is refused
      Given a client that authenticates by "private_key_jwt"
      And the client has redeemed an authorization code
      And the client holds an authorization code
      When the client sends the token request
        | client_assertion | (the client_assertion used before) |
      Then the token request is refused with "invalid_client"

  Rule: An assertion is signed by the client

    @RFC7523-3/unsigned-refused @needs:client(private_key_jwt)
    Scenario: An assertion without a signature is refused
      Given a client that authenticates by "private_key_jwt"
      And the client presents an unsigned assertion
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC7523-3/unsigned-refused @needs:client(client_secret_jwt)
    Scenario: An assertion without a MAC is refused
      Given a client that authenticates by "client_secret_jwt"
      And the client presents an unsigned assertion
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC7523-3/signature-invalid-refused @needs:client(private_key_jwt)
    Scenario: An assertion with a tampered signature is refused
      Given a client that authenticates by "private_key_jwt"
      And the client presents a tampered assertion
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC7523-3/signature-invalid-refused @needs:client(private_key_jwt)
    Scenario: An assertion signed with a stranger's key is refused
      Given a client that authenticates by "private_key_jwt"
      And the client presents wrong credentials
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC7523-3/signature-invalid-refused @needs:client(client_secret_jwt)
    Scenario: An assertion keyed with another secret is refused
      Given a client that authenticates by "client_secret_jwt"
      And the client presents wrong credentials
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC7523-3/malformed-refused @needs:client(private_key_jwt)
    Scenario: An assertion that is no JWT is refused
      Given a client that authenticates by "private_key_jwt"
      And the client holds an authorization code
      When the client sends the token request
        | client_assertion | neither-header-nor-payload |
      Then the token request is refused with "invalid_request" or "invalid_client"
