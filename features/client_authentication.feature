Feature: Client authentication

  A client authenticates at the token endpoint with a secret, or has none: RFC 6749, 2.3,
  3.2.1 and 5.2, OpenID Connect Core 1.0, 9.

  Rule: A client authenticates with the method that it is registered for

    @RFC6749-2.3.1/basic-supported @needs:client(client_secret_basic)
    Scenario: A client authenticates by HTTP Basic
      Given a client that authenticates by "client_secret_basic"
      When the client completes the code flow
      Then the token request succeeds

    @RFC6749-2.3.1/basic-supported @needs:client(client_secret_basic)
    Scenario: The name of the Basic scheme is not case-sensitive
      Given a client that authenticates by "client_secret_basic"
      And the client presents its secret by the scheme in lower case
      And the client holds an authorization code
      When the client sends the token request
      Then the token request succeeds

    @RFC6749-2.3.1/basic-credentials-form-decoded @needs:client(client_secret_basic)
    Scenario: Percent-encoded Basic credentials are decoded
      Given a client that authenticates by "client_secret_basic"
      And the client presents its secret with every character percent-encoded
      And the client holds an authorization code
      When the client sends the token request
      Then the token request succeeds

    @OIDCC-9/client-secret-post-accepted @needs:client(client_secret_post)
    @oidf:oidcc-server-client-secret-post
    Scenario: A client authenticates by its secret in the request body
      Given a client that authenticates by "client_secret_post"
      When the client completes the code flow
      Then the token request succeeds

    @OIDCC-3.1.3.1/registered-method-only @needs:client(client_secret_jwt)
    Scenario: A client registered for assertions cannot send its bare secret
      Given a client that authenticates by "client_secret_jwt"
      And the client presents its secret in the Authorization header
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

  Rule: A client without valid credentials is refused

    @RFC6749-4.1.3/client-authentication-required
    Scenario: A confidential client that only names itself is refused
      Given the client presents no credentials
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC6749-4.1.3/client-authentication-required @needs:client(private_key_jwt)
    Scenario: A client with a key that only names itself is refused
      Given a client that authenticates by "private_key_jwt"
      And the client presents no credentials
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC6749-4.1.3/client-authentication-verified
    Scenario: A wrong secret is refused
      Given the client presents wrong credentials
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC6749-4.1.3/client-authentication-verified @needs:client(client_secret_post)
    Scenario: A wrong secret in the request body is refused
      Given a client that authenticates by "client_secret_post"
      And the client presents wrong credentials
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC6749-4.1.3/client-authentication-verified @needs:client(client_secret_post)
    Scenario: The secret of another client is refused
      Given a client that authenticates by "client_secret_post"
      And the client holds an authorization code
      When the client sends the token request
        | client_secret | (another client's client_secret) |
      Then the token request is refused with "invalid_client"

    @RFC6749-4.1.3/client-authentication-verified @needs:client(client_secret_post)
    Scenario: A secret in another case is refused
      Given a client that authenticates by "client_secret_post"
      And the client holds an authorization code
      When the client sends the token request
        | client_secret | (the client_secret in another case) |
      Then the token request is refused with "invalid_client"

    @RFC6749-4.1.3/client-authentication-verified @needs:client(client_secret_post)
    Scenario: The beginning of a secret is refused
      Given a client that authenticates by "client_secret_post"
      And the client holds an authorization code
      When the client sends the token request
        | client_secret | (the beginning of the client_secret) |
      Then the token request is refused with "invalid_client"

    @RFC6749-4.1.3/client-authentication-verified @needs:client(client_secret_basic)
    Scenario: An empty secret in the Authorization header is refused
      Given a client that authenticates by "client_secret_basic"
      And the client presents an empty secret
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client" or "invalid_request"

    @RFC6749-4.1.3/client-authentication-required @needs:client(client_secret_post)
    Scenario: An empty secret counts as none and is refused
      Given a client that authenticates by "client_secret_post"
      And the client holds an authorization code
      When the client sends the token request
        | client_secret | (empty) |
      Then the token request is refused with "invalid_client"

    @RFC6749-5.2/unknown-client-invalid-client
    Scenario: An unknown client is refused
      Given the client presents the credentials of an unknown client
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_client"

    @RFC6749-3.2.1/unauthenticated-client-sends-client-id @needs:public_client
    Scenario: A public client that does not name itself is refused
      Given a client that authenticates by "none"
      And the client presents nothing at all
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_request" or "invalid_client"

  Rule: Credentials are sent once, and never in the request URI

    @RFC6749-5.2/multiple-credentials-invalid-request @needs:client(client_secret_basic)
    Scenario: A secret in the Authorization header and in the body is refused
      Given a client that authenticates by "client_secret_basic"
      And the client presents its credentials in two ways at once
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_request"

    @RFC6749-2.3.1/credentials-in-uri-refused @needs:client(client_secret_post)
    Scenario: A secret in the request URI does not authenticate the client
      Given a client that authenticates by "client_secret_post"
      And the client presents its credentials in the request URI
      And the client holds an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_request" or "invalid_client"

  Rule: Wrong credentials in the Authorization header get a challenge

    @RFC6749-5.2/header-authentication-401 @needs:client(client_secret_basic)
    Scenario: Wrong Basic credentials are answered with the status 401
      Given a client that authenticates by "client_secret_basic"
      And the client presents wrong credentials
      And the client holds an authorization code
      When the client sends the token request
      Then the token error response has the status 401 after a failed Authorization header

    @RFC6749-5.2/header-authentication-challenge @needs:client(client_secret_basic)
    Scenario: Wrong Basic credentials are answered with a Basic challenge
      Given a client that authenticates by "client_secret_basic"
      And the client presents wrong credentials
      And the client holds an authorization code
      When the client sends the token request
      Then the token error response challenges the client with the scheme that it used

  Rule: Client authentication with asymmetric keys is recommended

    @RFC9700-2.5/asymmetric-authentication-offered
    Scenario: Client authentication with asymmetric keys is offered
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata offers client authentication with asymmetric keys
