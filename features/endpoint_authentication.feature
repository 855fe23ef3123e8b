Feature: Client authentication at other endpoints

  Wrong credentials of each method are refused wherever a client authenticates: RFC 6749, 2.3,
  RFC 7009, 2.1, RFC 7662, 2.1, RFC 8628, 3.1, RFC 9126, 2.1, CIBA Core 1.0, 7.2.

  Rule: The pushed authorization request endpoint refuses wrong credentials

    @RFC9126-2.1/client-authentication-verified
    @needs:par @needs:client(client_secret_post)
    Scenario: A pushed request with a wrong secret in its body is refused
      Given a client that authenticates by "client_secret_post"
      And the client presents wrong credentials
      When the client sends the pushed authorization request
      Then the pushed authorization request is refused with "invalid_client"

    @RFC9126-2.1/client-authentication-verified
    @needs:par @needs:client(private_key_jwt)
    Scenario: A pushed request with an assertion that has expired is refused
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | iat | (ten minutes ago) |
        | exp | (ten minutes ago) |
      When the client sends the pushed authorization request
      Then the pushed authorization request is refused with "invalid_client"

  Rule: The revocation endpoint refuses wrong credentials

    @RFC7009-2.1/client-authentication-verified
    @needs:revocable_access_token @needs:revocation_client(client_secret_post)
    Scenario: A revocation request with a wrong secret in its body is refused
      Given a client that authenticates by "client_secret_post"
      And a user agent without a session
      And the client has redeemed an authorization code
      And the client presents wrong credentials
      When the client sends the revocation request
      Then the revocation request is refused with "invalid_client"

    @RFC7009-2.1/client-authentication-verified
    @needs:revocable_access_token @needs:revocation_client(private_key_jwt)
    Scenario: A revocation request with an assertion by a stranger's key is refused
      Given a client that authenticates by "private_key_jwt"
      And a user agent without a session
      And the client has redeemed an authorization code
      And the client presents wrong credentials
      When the client sends the revocation request
      Then the revocation request is refused with "invalid_client"

  Rule: The introspection endpoint refuses wrong credentials

    @RFC7662-2.3/invalid-credentials-401
    @needs:introspection_client(client_secret_post)
    Scenario: An introspection request with a wrong secret in its body is refused
      Given a client that authenticates by "client_secret_post"
      And the client has redeemed an authorization code
      And the client presents wrong credentials
      When the client sends the introspection request
      Then the introspection request is refused with "invalid_client"

    @RFC7662-2.3/invalid-credentials-401
    @needs:introspection_client(private_key_jwt)
    Scenario: An introspection request with an assertion by a stranger's key is refused
      Given a client that authenticates by "private_key_jwt"
      And the client has redeemed an authorization code
      And the client presents wrong credentials
      When the client sends the introspection request
      Then the introspection request is refused with "invalid_client"

  Rule: The device authorization endpoint refuses wrong credentials

    @RFC8628-3.1/client-authentication-verified
    @needs:device_client(client_secret_post)
    Scenario: A device authorization request with a wrong secret in its body is refused
      Given a client that authenticates by "client_secret_post"
      And the client presents wrong credentials
      When the client sends the device authorization request
      Then the device authorization request is refused with "invalid_client"

    @RFC8628-3.1/client-authentication-verified
    @needs:device_client(private_key_jwt)
    Scenario: A device authorization request with an assertion by a stranger's key is refused
      Given a client that authenticates by "private_key_jwt"
      And the client presents wrong credentials
      When the client sends the device authorization request
      Then the device authorization request is refused with "invalid_client"

  Rule: The backchannel authentication endpoint refuses wrong credentials

    @CIBA-7.2/client-authentication-verified
    @needs:ciba @needs:ciba_client(client_secret_post)
    Scenario: An authentication request with a wrong secret in its body is refused
      Given a client that authenticates by "client_secret_post"
      And the client presents wrong credentials
      When the client sends the backchannel authentication request
      Then the backchannel authentication request is refused with "invalid_client"

    @CIBA-7.2/client-authentication-verified
    @needs:ciba @needs:ciba_client(private_key_jwt)
    Scenario: An authentication request with an assertion by a stranger's key is refused
      Given a client that authenticates by "private_key_jwt"
      And the client presents wrong credentials
      When the client sends the backchannel authentication request
      Then the backchannel authentication request is refused with "invalid_client"
