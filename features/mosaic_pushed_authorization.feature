@needs:contract_mosaic
Feature: Mosaic: pushed authorization requests

  POST /oidc/request, and the use of its request_uri at GET /oidc/auth, as documented in
  the OpenAPI document and in the guides to PAR and private_key_jwt.

  Rule: A request without a required parameter is refused

    @MOSAIC-pushedAuthorizationRequest/client-id-required @needs:par @needs:client(private_key_jwt)
    Scenario: A pushed request without client_id is refused
      Given a client that authenticates by "private_key_jwt"
      And the client presents an assertion without client_id
      When the client sends the pushed authorization request
        | client_id | (omitted) |
      Then the pushed authorization request is not granted

    @MOSAIC-pushedAuthorizationRequest/client-secret-required @needs:par
    Scenario: A pushed request without client_secret is refused
      Given the client presents no credentials
      When the client sends the pushed authorization request
      Then the pushed authorization request is not granted

    @MOSAIC-pushedAuthorizationRequest/client-secret-verified @needs:par
    Scenario: A pushed request with a wrong client_secret is refused
      Given the client presents wrong credentials
      When the client sends the pushed authorization request
      Then the pushed authorization request is not granted

    @MOSAIC-pushedAuthorizationRequest/client-assertion @needs:par @needs:client(private_key_jwt)
    Scenario: A client assertion stands for the client_secret
      Given a client that authenticates by "private_key_jwt"
      When the client sends the pushed authorization request
      Then the pushed authorization request succeeds

    @MOSAIC-pushedAuthorizationRequest/redirect-uri-required @needs:par
    Scenario: A pushed request without redirect_uri is refused
      When the client sends the pushed authorization request
        | redirect_uri | (omitted) |
      Then the pushed authorization request is not granted

    @MOSAIC-pushedAuthorizationRequest/redirect-uri-registered @needs:par
    Scenario: A redirect URI that nobody configured cannot be pushed
      When the client sends the pushed authorization request
        | redirect_uri | https://unregistered.example/callback |
      Then the pushed authorization request is not granted

    @MOSAIC-pushedAuthorizationRequest/response-type-required @needs:par
    Scenario: A pushed request without response_type is refused
      When the client sends the pushed authorization request
        | response_type | (omitted) |
      Then the pushed authorization request is not granted

    @MOSAIC-pushedAuthorizationRequest/response-type-code @needs:par
    Scenario: A pushed request for an ID Token in place of a code is refused
      When the client sends the pushed authorization request
        | response_type | id_token |
      Then the pushed authorization request is not granted

    @MOSAIC-pushedAuthorizationRequest/scope-openid @needs:par
    Scenario: A pushed request whose scope has no openid is refused
      When the client sends the pushed authorization request
        | scope | email |
      Then the pushed authorization request is not granted

    @MOSAIC-pushedAuthorizationRequest/code-challenge-method-s256 @needs:par
    Scenario: A pushed code_challenge by the method plain is refused
      When the client sends the pushed authorization request
        | code_challenge_method | plain |
      Then the pushed authorization request is not granted

  Rule: A request_uri works once, for its client, for a limited time

    @MOSAIC-oidcAuthenticate/request-uri-accepted @needs:par
    Scenario: A request_uri brings a code
      Given the client has sent the pushed authorization request
      When the client sends the authorization request
      Then the authorization request succeeds

    @MOSAIC-oidcAuthenticate/request-uri-single-use @needs:par
    Scenario: A request_uri is good once
      Given the client has sent the pushed authorization request
      And the client has sent the authorization request
      When the client sends the authorization request
      Then the authorization request is not granted

    @MOSAIC-oidcAuthenticate/request-uri-of-client @needs:par
    Scenario: A request_uri is of no use to another client
      Given the client has sent the pushed authorization request
      And the client has sent the authorization request
      And the client has sent the pushed authorization request
      And another client
      When the client sends the authorization request
      Then the authorization request is not granted

    @MOSAIC-oidcAuthenticate/request-uri-expires @needs:request_uri_expiry
    Scenario: A request_uri is refused after its 60 seconds
      Given the client has sent the pushed authorization request
      And the client has sent the authorization request
      And the client has sent the pushed authorization request
      And the request uri has expired
      When the client sends the authorization request
      Then the authorization request is not granted

  Rule: Where the documents leave it open, a request is granted or refused

    @MOSAIC-oidcAuthenticate/parameters-beside-request-uri @needs:par
    Scenario: A request with a scope beside its request_uri is answered
      Given the client has sent the pushed authorization request
      When the client sends the authorization request
        | scope | openid email |
      Then either answer to the authorization request is lawful

    @MOSAIC-pushedAuthorizationRequest/by-get @needs:par
    Scenario: A request that is pushed by GET is answered
      When the client sends the pushed authorization request
        | (method) | GET |
      Then either answer to the pushed authorization request is lawful

    @MOSAIC-pushedAuthorizationRequest/json-body @needs:par
    Scenario: A request that is pushed as JSON is answered
      When the client sends the pushed authorization request
        | (media type) | application/json |
      Then either answer to the pushed authorization request is lawful

    @MOSAIC-pushedAuthorizationRequest/parameter-repeated @needs:par
    Scenario: A pushed request with two copies of its nonce is answered
      When the client sends the pushed authorization request
        | nonce | (repeated) |
      Then either answer to the pushed authorization request is lawful

    @MOSAIC-pushedAuthorizationRequest/resource-unknown @needs:par
    Scenario: A pushed request for an unknown resource is answered
      When the client sends the pushed authorization request
        | resource | https://nobody-knows-this-resource.example/ |
      Then either answer to the pushed authorization request is lawful
