Feature: Pushed authorization request

  A client pushes an authorization request and gets a request_uri that refers to it:
  RFC 9126, 2, 4, 5 and 7.

  Rule: The endpoint accepts authorization requests by POST

    @RFC9126-2/endpoint-https @needs:par
    Scenario: The endpoint has an https URL
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has an https pushed_authorization_request_endpoint

    @RFC9126-2/post-only @needs:par
    Scenario: A request that is pushed by GET is granted nothing
      When the client sends the pushed authorization request
        | (method) | GET |
      Then the pushed authorization request is not granted

    @RFC9126-2/extensions-accepted @needs:par @needs:pkce
    Scenario: A code of a pushed request is redeemed by its code_verifier
      Given the client has sent the pushed authorization request
      And the client has sent the authorization request
      When the client sends the token request
      Then the token request succeeds

    @RFC9126-2/extensions-accepted @needs:par @needs:pkce
    Scenario: A code of a pushed request is refused with another code_verifier
      Given the client has sent the pushed authorization request
      And the client has sent the authorization request
      When the client sends the token request
        | code_verifier | a-verifier-of-nobody-0123456789-0123456789-0123 |
      Then the token request is refused with "invalid_grant"

  Rule: The client authenticates as at the token endpoint

    @RFC9126-2/methods-as-at-token-endpoint @needs:par @needs:client(client_secret_post)
    Scenario: A client pushes a request with its secret in the request body
      Given a client that authenticates by "client_secret_post"
      When the client sends the pushed authorization request
      Then the pushed authorization request succeeds

    @RFC9126-2/methods-as-at-token-endpoint @needs:par @needs:client(client_secret_jwt)
    Scenario: A client pushes a request with an assertion keyed with its secret
      Given a client that authenticates by "client_secret_jwt"
      When the client sends the pushed authorization request
      Then the pushed authorization request succeeds

    @RFC9126-2/methods-as-at-token-endpoint @needs:par @needs:client(private_key_jwt)
    Scenario: A client pushes a request with an assertion signed with its key
      Given a client that authenticates by "private_key_jwt"
      When the client sends the pushed authorization request
      Then the pushed authorization request succeeds

    @RFC9126-2/methods-as-at-token-endpoint @needs:par @needs:public_client
    Scenario: A public client pushes a request with its client_id alone
      Given a client that authenticates by "none"
      When the client sends the pushed authorization request
      Then the pushed authorization request succeeds

    @RFC9126-2/assertion-audience @needs:par @needs:client(private_key_jwt)
    Scenario: An assertion for the token endpoint is accepted
      Given a client that authenticates by "private_key_jwt"
      And the client has redeemed an authorization code
      And the client's assertion says
        | aud | (the token endpoint) |
      When the client sends the pushed authorization request
      Then the pushed authorization request succeeds

    @RFC9126-2/assertion-audience @needs:par @needs:client(private_key_jwt)
    Scenario: An assertion for the endpoint itself is accepted
      Given a client that authenticates by "private_key_jwt"
      And the client's assertion says
        | aud | (the PAR endpoint) |
      When the client sends the pushed authorization request
      Then the pushed authorization request succeeds

    @RFC9126-2.1/client-authentication-required @needs:par
    Scenario: A pushed request of a confidential client needs its credentials
      Given the client presents no credentials
      When the client sends the pushed authorization request
      Then the pushed authorization request is refused with "invalid_client"

    @RFC9126-2.1/client-authentication-required @needs:par @needs:client(private_key_jwt)
    Scenario: A pushed request of a client with a key needs its assertion
      Given a client that authenticates by "private_key_jwt"
      And the client presents no credentials
      When the client sends the pushed authorization request
      Then the pushed authorization request is refused with "invalid_client"

    @RFC9126-2.1/client-authentication-verified @needs:par
    Scenario: A pushed request with a wrong secret is refused
      Given the client presents wrong credentials
      When the client sends the pushed authorization request
      Then the pushed authorization request is refused with "invalid_client"

    @RFC9126-2.1/client-authentication-verified @needs:par @needs:client(private_key_jwt)
    Scenario: A pushed request with an assertion by a stranger's key is refused
      Given a client that authenticates by "private_key_jwt"
      And the client presents wrong credentials
      When the client sends the pushed authorization request
      Then the pushed authorization request is refused with "invalid_client"

    @RFC9126-2.1/unknown-client-refused @needs:par
    Scenario: A pushed request of an unknown client is refused
      Given the client presents the credentials of an unknown client
      When the client sends the pushed authorization request
        | client_id | a-client-that-nobody-registered |
      Then the pushed authorization request is refused with "invalid_client"

    @RFC9126-2.3/header-authentication-challenged @needs:par @needs:client(client_secret_basic)
    Scenario: Wrong Basic credentials are answered by 401 and a Basic challenge
      Given a client that authenticates by "client_secret_basic"
      And the client presents wrong credentials
      When the client sends the pushed authorization request
      Then the pushed authorization error response challenges the client after a failed Authorization header

  Rule: A pushed request is validated like any other authorization request

    @RFC9126-2.1/request-uri-refused @needs:par
    Scenario: A request_uri cannot be pushed
      Given the client has sent the pushed authorization request
      When the client sends the pushed authorization request
        | request_uri | (the request_uri) |
      Then the pushed authorization request is not granted

    @RFC9126-2.1/client-id-required @needs:par @needs:client(client_secret_basic)
    Scenario: A pushed request without client_id is refused
      Given a client that authenticates by "client_secret_basic"
      When the client sends the pushed authorization request
        | client_id | (omitted) |
      Then the pushed authorization request is refused with "invalid_request"

    @RFC9126-2.1/request-validated @needs:par
    Scenario: A pushed request without response_type is refused
      When the client sends the pushed authorization request
        | response_type | (omitted) |
      Then the pushed authorization request is refused with "invalid_request"

    @RFC9126-2.1/request-validated @needs:par
    Scenario: A pushed request for an unknown response_type is refused
      When the client sends the pushed authorization request
        | response_type | unknown |
      Then the pushed authorization request is refused with "unsupported_response_type" or "invalid_request"

    @RFC9126-2.1/request-validated @needs:par
    Scenario: A pushed request with two copies of its response_type is refused
      When the client sends the pushed authorization request
        | response_type | (repeated) |
      Then the pushed authorization request is refused with "invalid_request"

    @RFC9126-2.1/request-validated @needs:par @needs:pkce
    Scenario: A pushed request with an unknown code_challenge_method is refused
      When the client sends the pushed authorization request
        | code_challenge_method | unknown |
      Then the pushed authorization request is refused with "invalid_request"

    @RFC9126-7.2/new-redirect-uri-of-authenticated-client @needs:par @needs:public_client
    Scenario: A public client cannot push a redirection URI that is not registered
      Given a client that authenticates by "none"
      When the client sends the pushed authorization request
        | redirect_uri | https://unregistered.example/callback |
      Then the pushed authorization request is refused with an error

    @RFC9126-2.3/no-interaction-errors @needs:par
    Scenario: A pushed request with prompt=none gets no error about the end-user
      When the client sends the pushed authorization request
        | prompt | none |
      Then the answer to the pushed authorization request has no error about interaction with the end-user

  Rule: A pushed authorization response has a request_uri and its lifetime

    @RFC9126-2.2/status-201 @needs:par
    Scenario: A pushed authorization response has the status 201
      When the client sends the pushed authorization request
      Then the pushed authorization response has the status 201

    @RFC9126-2.2/content-type-json @needs:par
    Scenario: A pushed authorization response is JSON by its media type
      When the client sends the pushed authorization request
      Then the pushed authorization response has the media type application/json

    @RFC9126-2.2/request-uri-present @needs:par
    Scenario: A pushed authorization response has a request_uri
      When the client sends the pushed authorization request
      Then the pushed authorization response's "request_uri" is well-formed

    @RFC9126-2.2/expires-in-positive-integer @needs:par
    Scenario: A pushed authorization response tells the lifetime of its request_uri
      When the client sends the pushed authorization request
      Then the pushed authorization response's "expires_in" is well-formed

    @RFC9126-2.2/request-uri-unguessable @needs:par
    Scenario: A request_uri is hard to guess
      When the client sends the pushed authorization request
      Then the pushed authorization response has a request_uri that is hard to guess

    @RFC9126-2.2/request-uri-unguessable-160 @needs:par
    Scenario: A request_uri is well beyond guessing
      When the client sends the pushed authorization request
      Then the pushed authorization response has a request_uri of at least 160 bits

  Rule: A pushed authorization error response has the form of a token error response

    @RFC9126-2.3/error-status @needs:par
    Scenario: A refusal of a pushed request has the status that its error asks for
      Given the client has sent the pushed authorization request
      When the client sends the pushed authorization request
        | request_uri | (the request_uri) |
      Then the pushed authorization error response has the status that its error requires

    @RFC9126-2.3/content-type-json @needs:par
    Scenario: A refusal of a pushed request is JSON by its media type
      Given the client has sent the pushed authorization request
      When the client sends the pushed authorization request
        | request_uri | (the request_uri) |
      Then the pushed authorization error response has the media type application/json

    @RFC9126-2.3/error-present @needs:par
    Scenario: A refusal of a pushed request has an error code
      Given the client has sent the pushed authorization request
      When the client sends the pushed authorization request
        | request_uri | (the request_uri) |
      Then the pushed authorization error response's "error" is well-formed

  Rule: A request_uri stands for the pushed request, works once, and only for its client

    @RFC9126-5/request-uri-usable @needs:par
    Scenario: A request_uri brings a code
      Given the end-user is signed in
      And the client has sent the pushed authorization request
      When the client sends the authorization request
      Then the authorization request succeeds

    @RFC9126-2.2/bound-to-client @needs:par
    Scenario: A request_uri is of no use to another client
      Given the client has sent the pushed authorization request
      And the client has sent the authorization request
      And the client has sent the pushed authorization request
      And another client
      When the client sends the authorization request
      Then the authorization request is not granted

    @RFC9126-2.2/bound-to-client @needs:par @needs:public_client
    Scenario: A request_uri is of no use to a public client
      Given the client has sent the pushed authorization request
      And the client has sent the authorization request
      And the client has sent the pushed authorization request
      And a client that authenticates by "none"
      When the client sends the authorization request
      Then the authorization request is not granted

    @RFC9126-2.2/bound-to-client @needs:par
    Scenario: A request_uri is of no use without client_id
      Given the client has sent the pushed authorization request
      When the client sends the authorization request
        | client_id | (omitted) |
      Then the authorization request is not granted

    @RFC9126-4/single-use @needs:par
    Scenario: A request_uri that has brought a code is refused
      Given the client has sent the pushed authorization request
      And the client has sent the authorization request
      When the client sends the authorization request
      Then the authorization request is not granted

    @RFC9126-4/expired-refused @needs:request_uri_expiry
    Scenario: A request_uri is refused once its life is over
      Given the client has sent the pushed authorization request
      And the client has sent the authorization request
      And the client has sent the pushed authorization request
      And the request uri has expired
      When the client sends the authorization request
      Then the authorization request is not granted

    @RFC9126-4/pushed-parameters-alone @needs:par
    Scenario: A state beside the request_uri is no part of the request
      Given the client has sent the pushed authorization request
        | state | (omitted) |
      When the client sends the authorization request
        | state | planted |
      Then the authorization response has no state that was not pushed

    @RFC9126-4/pushed-parameters-alone @needs:par @needs:scope(address)
    Scenario: A scope beside the request_uri is not granted
      Given the client has sent the pushed authorization request
      And the client has sent the authorization request
        | scope | openid address |
      When the client sends the token request
      Then the token response grants no scope that was sent with the request_uri

    @RFC9126-4/pushed-parameters-alone @needs:par @needs:second_redirect_uri
    Scenario: A redirect_uri beside the request_uri is not followed
      Given the client has sent the pushed authorization request
      When the client sends the authorization request
        | redirect_uri | (another redirect_uri of the client) |
      Then the authorization response goes to the pushed redirection URI

    @RFC9126-4/pushed-parameters-alone @needs:par
    Scenario: A nonce beside the request_uri does not come back
      Given the client has sent the pushed authorization request
      And the client has sent the authorization request
        | nonce | planted |
      When the client sends the token request
      Then the ID Token has no nonce that was sent with the request_uri

    @RFC9126-4/pushed-parameters-alone @needs:par @needs:pkce
    Scenario: A code_challenge beside the request_uri asks for no other code_verifier
      Given the client has sent the pushed authorization request
      And the client has sent the authorization request
      And the client has sent the token request
      And the client has sent the pushed authorization request
      And the client has sent the authorization request
        | code_challenge | E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM |
      When the client sends the token request
      Then the token request succeeds

    @RFC9126-4/validated-as-any-other @needs:par @oidf:oidcc-prompt-none-not-logged-in
    Scenario: A pushed request with prompt=none is refused without a session
      Given the client has sent the pushed authorization request
      And the client has sent the authorization request
      And the client has sent the pushed authorization request
        | prompt | none |
      And a user agent without a session
      When the client sends the authorization request
      Then the authorization request is refused with an error
