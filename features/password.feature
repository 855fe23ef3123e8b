Feature: Resource owner password credentials

  A client gets an access token with an end-user's username and password. RFC 9700, 2.4
  says that this grant must not be used. RFC 6749, 4.3 and 5.2.

  Rule: A username and its password are exchanged for an access token

    @RFC6749-4.3.3/access-token-issued @needs:password
    Scenario: The end-user's username and password bring an access token
      When the client sends the password request
      Then the password request succeeds

    @RFC6749-3.2/unrecognized-parameter-ignored @needs:password
    Scenario: An unknown parameter of a password request is ignored
      When the client sends the password request
        | unknown_parameter | value |
      Then the password request succeeds

  Rule: A wrong username or password is refused

    @RFC6749-4.3.2/password-validated @needs:password
    Scenario: A password that nobody has is refused
      When the client sends the password request
        | password | no-password-of-anybody |
      Then the password request is refused with "invalid_grant"

    @RFC6749-4.3.2/password-validated @needs:password @needs:second_user
    Scenario: The password of another end-user is refused
      When the client sends the password request
        | password | (another end-user's password) |
      Then the password request is refused with "invalid_grant"

    @RFC6749-4.3.2/password-validated @needs:password
    Scenario: The end-user's password in another case is refused
      When the client sends the password request
        | password | (the end-user's password in another case) |
      Then the password request is refused with "invalid_grant"

    @RFC6749-4.3.2/password-validated @needs:password
    Scenario: The beginning of the end-user's password is refused
      When the client sends the password request
        | password | (the beginning of the end-user's password) |
      Then the password request is refused with "invalid_grant"

    @RFC6749-4.3.2/username-validated @needs:password
    Scenario: A username that nobody has is refused
      When the client sends the password request
        | username | nobody-of-this-name |
      Then the password request is refused with "invalid_grant"

  Rule: A password request has each required parameter once, in its body

    @RFC6749-4.3.2/username-required @needs:password
    Scenario: A password request without username is refused
      When the client sends the password request
        | username | (omitted) |
      Then the password request is refused with "invalid_request"

    @RFC6749-4.3.2/password-required @needs:password
    Scenario: A password request without password is refused
      When the client sends the password request
        | password | (omitted) |
      Then the password request is refused with "invalid_request"

    @RFC6749-5.2/missing-parameter-invalid-request @needs:password
    Scenario: A username and password without grant_type are refused
      When the client sends the password request
        | grant_type | (omitted) |
      Then the password request is refused with "invalid_request"

    @RFC6749-3.2/empty-parameter-omitted @needs:password
    Scenario: An empty username counts as none
      When the client sends the password request
        | username | (empty) |
      Then the password request is refused with "invalid_request"

    @RFC6749-3.2/repeated-parameter-refused @needs:password
    Scenario: A password request with two copies of the username is refused
      When the client sends the password request
        | username | (repeated) |
      Then the password request is refused with "invalid_request"

    @RFC6749-3.2/post-only @needs:password
    Scenario: A password request by GET is granted nothing
      When the client sends the password request
        | (method) | GET |
      Then the answer to the token request grants nothing to a GET request

  Rule: A client must authenticate, and be allowed to use the grant

    @RFC6749-4.3.2/client-authentication-required @needs:password
    Scenario: A password request without the client's credentials is refused
      Given the client presents no credentials
      When the client sends the password request
      Then the password request is refused with "invalid_client"

    @RFC6749-4.3.2/client-authentication-verified @needs:password
    Scenario: A password request with wrong credentials of the client is refused
      Given the client presents wrong credentials
      When the client sends the password request
      Then the password request is refused with "invalid_client"

    @RFC6749-2.3.1/credentials-in-uri-refused @needs:password @needs:client(client_secret_post)
    Scenario: A password request with the client's secret in its URI is refused
      Given a client that authenticates by "client_secret_post"
      And the client presents its credentials in the request URI
      When the client sends the password request
      Then the password request is refused with "invalid_request" or "invalid_client"

    @RFC6749-5.2/unauthorized-client @needs:client_without_password
    Scenario: A client that may not use the password grant is given nothing
      Given the client has sent the password request
      And a client that may not use the grant "password"
      And the client has redeemed an authorization code
      When the client sends the password request
      Then the password request is refused with "unauthorized_client"

  Rule: An invalid scope is ignored or refused with invalid_scope

    @RFC6749-5.2/invalid-scope @needs:password
    Scenario: A malformed scope of a password request is ignored or refused as such
      When the client sends the password request
        | scope | openid no"such"scope |
      Then the answer to the token request ignores a scope that is malformed or unknown, or has the error invalid_scope

    @RFC6749-5.2/invalid-scope @needs:password
    Scenario: An unknown scope of a password request is ignored or refused as such
      When the client sends the password request
        | scope | openid no-such-scope |
      Then the answer to the token request ignores a scope that is malformed or unknown, or has the error invalid_scope
