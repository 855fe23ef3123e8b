@needs:contract_mosaic @needs:ciba
Feature: Mosaic: backchannel authentication

  POST /oidc/backchannel, POST /auth/backchannel/complete, where the end-user decides, and the
  token request of a client that polls, as documented in the OpenAPI document and in the guide to
  CIBA.

  Rule: The end-user decides with their access token, and the client gets the result

    @MOSAIC-backchannelComplete/approved
    Scenario: An authentication that the end-user approves brings tokens
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      When the client sends the CIBA token request
      Then the CIBA token request succeeds

    @MOSAIC-backchannelComplete/denied
    Scenario: A client is told that the end-user denied
      Given the client has sent the backchannel authentication request
      And the end-user denies the backchannel authentication request
      When the client sends the CIBA token request
        | auth_req_id | (the auth_req_id) |
      Then the CIBA token request is refused with "access_denied"

    @MOSAIC-backchannelComplete/access-token @needs:second_user
    Scenario: The access token of another end-user approves nothing
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
        | access_token | (another end-user's access token) |
      When the client sends the CIBA token request
        | auth_req_id | (the auth_req_id) |
      Then the CIBA token request is not granted

    @MOSAIC-backchannelComplete/access-token
    Scenario: An access token that was never issued approves nothing
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
        | access_token | no-access-token-of-this-provider |
      When the client sends the CIBA token request
        | auth_req_id | (the auth_req_id) |
      Then the CIBA token request is not granted

    @MOSAIC-oidcToken/auth-req-id-pending
    Scenario: A client that polls before the decision is told to go on
      Given the client has sent the backchannel authentication request
      When the client sends the CIBA token request
        | auth_req_id | (the auth_req_id) |
      Then the CIBA token request is refused with "authorization_pending" or "slow_down"

    @MOSAIC-oidcToken/auth-req-id-slow-down
    Scenario: A client that polls twice at once is told so, or to go on
      Given the client has sent the backchannel authentication request
      And the client has sent the CIBA token request in vain
      When the client sends the CIBA token request
        | auth_req_id | (the auth_req_id) |
      Then the CIBA token request is refused with "slow_down" or "authorization_pending"

    @MOSAIC-oidcToken/auth-req-id-expired @needs:auth_req_id_expiry
    Scenario: A client is told that its auth_req_id has expired
      Given the client has sent the backchannel authentication request
      And the auth req id has expired
      When the client sends the CIBA token request
        | auth_req_id | (the auth_req_id) |
      Then the CIBA token request is refused with "expired_token"

    @MOSAIC-oidcToken/auth-req-id-lives @needs:auth_req_id_expiry
    Scenario: An auth_req_id is good for ten minutes
      Given the client has sent the backchannel authentication request
      And 590 seconds pass
      And the end-user approves the backchannel authentication request
      When the client sends the CIBA token request
      Then the CIBA token request succeeds

    @MOSAIC-oidcToken/auth-req-id-required
    Scenario: A client that polls without auth_req_id is refused
      Given the client has sent the backchannel authentication request
      When the client sends the CIBA token request
        | auth_req_id | (omitted) |
      Then the CIBA token request is refused with "invalid_request" or "invalid_grant"

    @MOSAIC-oidcToken/client-secret-required
    Scenario: An auth_req_id is refused without the client's secret
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      And the client presents no credentials
      When the client sends the CIBA token request
      Then the CIBA token request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcToken/client-assertion @needs:ciba_client(private_key_jwt)
    Scenario: An auth_req_id brings tokens by an assertion in the place of the secret
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      And the client has sent the CIBA token request
      And a client that authenticates by "private_key_jwt"
      And the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      When the client sends the CIBA token request
      Then the CIBA token request succeeds

    @MOSAIC-oidcToken/refresh-token-by-auth-req-id
    Scenario: An authentication for offline_access is answered
      Given the client has sent the backchannel authentication request
        | scope | openid offline_access |
      And the end-user approves the backchannel authentication request
      When the client sends the CIBA token request
      Then either answer to the CIBA token request is lawful

  Rule: The request_context says how the login_hint identifies the end-user

    @MOSAIC-oidcBackchannelAuthenticate/login-hint-type
    Scenario: A login_hint is an e-mail address where request_context says so
      When the client sends the backchannel authentication request
        | login_hint      | (the end-user's email)                            |
        | request_context | {"channel": "email", "login_hint_type": "email"} |
      Then the backchannel authentication request succeeds

    @MOSAIC-oidcBackchannelAuthenticate/login-hint-type
    Scenario: A login_hint is a user ID where request_context says so
      When the client sends the backchannel authentication request
        | login_hint      | (the end-user's sub)           |
        | request_context | {"login_hint_type": "user_id"} |
      Then the backchannel authentication request succeeds

    @MOSAIC-oidcBackchannelAuthenticate/login-hint-type-default
    Scenario: A login_hint is a telephone number without request_context
      When the client sends the backchannel authentication request
        | login_hint      | (the end-user's phone_number) |
        | request_context | (omitted)                     |
      Then the backchannel authentication request succeeds

    @MOSAIC-oidcBackchannelAuthenticate/login-hint-known
    Scenario: A login_hint that names nobody is refused
      When the client sends the backchannel authentication request
        | login_hint | nobody-of-this-provider@mail.example |
      Then the backchannel authentication request is refused with "unknown_user_id" or "invalid_request"

    @MOSAIC-oidcBackchannelAuthenticate/request-context-json
    Scenario: A request_context that is no JSON is refused
      When the client sends the backchannel authentication request
        | request_context | {"login_hint_type": |
      Then the backchannel authentication request is refused with "invalid_request"

    @MOSAIC-oidcBackchannelAuthenticate/request-context-values
    Scenario: A request_context with an undocumented channel is refused
      Given the client has sent the backchannel authentication request
        | login_hint      | (the end-user's email)                           |
        | request_context | {"channel": "email", "login_hint_type": "email"} |
      When the client sends the backchannel authentication request
        | login_hint      | (the end-user's email)                            |
        | request_context | {"channel": "pigeon", "login_hint_type": "email"} |
      Then the backchannel authentication request is refused with "invalid_request"

  Rule: A request has the required parameters, within the documented limits

    @MOSAIC-oidcBackchannelAuthenticate/login-hint-required
    Scenario: A backchannel authentication without login_hint is refused
      When the client sends the backchannel authentication request
        | login_hint | (omitted) |
      Then the backchannel authentication request is refused with "invalid_request"

    @MOSAIC-oidcBackchannelAuthenticate/scope-required
    Scenario: A backchannel authentication without scope is refused
      When the client sends the backchannel authentication request
        | scope | (omitted) |
      Then the backchannel authentication request is refused with "invalid_request" or "invalid_scope"

    @MOSAIC-oidcBackchannelAuthenticate/scope-openid
    Scenario: A backchannel authentication for a scope without openid is refused
      When the client sends the backchannel authentication request
        | scope | email |
      Then the backchannel authentication request is refused with "invalid_scope" or "invalid_request"

    @MOSAIC-oidcBackchannelAuthenticate/client-id-required
    Scenario: A backchannel authentication without client_id is refused
      When the client sends the backchannel authentication request
        | client_id | (empty) |
      Then the backchannel authentication request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcBackchannelAuthenticate/client-secret-required
    Scenario: A backchannel authentication without the client's secret is refused
      Given the client presents no credentials
      When the client sends the backchannel authentication request
      Then the backchannel authentication request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcBackchannelAuthenticate/client-secret-verified
    Scenario: A backchannel authentication with a wrong secret is refused
      Given the client presents wrong credentials
      When the client sends the backchannel authentication request
      Then the backchannel authentication request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcBackchannelAuthenticate/client-assertion @needs:ciba_client(private_key_jwt)
    Scenario: An authentication is begun by an assertion in the place of the secret
      Given a client that authenticates by "private_key_jwt"
      When the client sends the backchannel authentication request
      Then the backchannel authentication request succeeds

    @MOSAIC-oidcBackchannelAuthenticate/binding-message
    Scenario: A binding_message of every documented kind of character is taken
      When the client sends the backchannel authentication request
        | binding_message | Az09-._+/!?#-bind-it |
      Then the backchannel authentication request succeeds

    @MOSAIC-oidcBackchannelAuthenticate/binding-message-pattern
    Scenario: A binding_message with a blank is refused
      When the client sends the backchannel authentication request
        | binding_message | two words |
      Then the backchannel authentication request is refused with "invalid_binding_message" or "invalid_request"

    @MOSAIC-oidcBackchannelAuthenticate/binding-message-pattern
    Scenario: A binding_message of 21 characters is refused
      When the client sends the backchannel authentication request
        | binding_message | 123456789012345678901 |
      Then the backchannel authentication request is refused with "invalid_binding_message" or "invalid_request"

    @MOSAIC-oidcBackchannelAuthenticate/requested-expiry-default
    Scenario: An auth_req_id is announced to live for ten minutes
      When the client sends the backchannel authentication request
      Then the backchannel authentication response has an auth_req_id valid for ten minutes

    @MOSAIC-oidcBackchannelAuthenticate/requested-expiry
    Scenario: An auth_req_id is announced to live as long as was asked
      When the client sends the backchannel authentication request
        | requested_expiry | 60 |
      Then the backchannel authentication response has an auth_req_id valid for the requested time

    @MOSAIC-oidcBackchannelAuthenticate/requested-expiry-integer
    Scenario: A requested_expiry that is no integer is refused
      When the client sends the backchannel authentication request
        | requested_expiry | soon |
      Then the backchannel authentication request is refused with "invalid_request"

    @MOSAIC-oidcBackchannelAuthenticate/requested-expiry-limits
    Scenario: A requested_expiry of a day is answered
      When the client sends the backchannel authentication request
        | requested_expiry | 86400 |
      Then either answer to the backchannel authentication request is lawful
