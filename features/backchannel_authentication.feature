Feature: Backchannel authentication

  A client has the end-user authenticated on another device, and polls for tokens: CIBA Core 1.0.

  Rule: The token endpoint gives the result once the end-user has decided

    @CIBA-10.1.1/tokens-after-approval @needs:ciba
    Scenario: An approved authentication brings tokens
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      When the client sends the CIBA token request
      Then the CIBA token request succeeds

    @CIBA-10.1.1/tokens-after-approval @needs:ciba
    Scenario: A client that polls by the interval gets its tokens in the end
      Given the client has sent the backchannel authentication request
      And the client has sent the CIBA token request in vain
      And the end-user approves the backchannel authentication request
      And the client waits for the interval of the backchannel authentication response
      When the client sends the CIBA token request
      Then the CIBA token request succeeds

    @CIBA-10.1.1/undecided-refused @needs:ciba
    Scenario: An undecided authentication is pending
      Given the client has sent the backchannel authentication request
      When the client sends the CIBA token request
      Then the CIBA token request is refused with "authorization_pending" or "slow_down"

    @CIBA-10.1.1/undecided-refused @needs:ciba
    Scenario: A client that polls twice at once gets no tokens by it
      Given the client has sent the backchannel authentication request
      And the client has sent the CIBA token request in vain
      When the client sends the CIBA token request
      Then the CIBA token request is refused with "slow_down" or "authorization_pending" or "invalid_request"

    @CIBA-11/status-400 @needs:ciba
    Scenario: A client that polls is answered with the status 400
      Given the client has sent the backchannel authentication request
      When the client sends the CIBA token request
      Then the token error response has the status 400 while the client polls

    @CIBA-11/denied @needs:ciba
    Scenario: A denied authentication brings no tokens
      Given the client has sent the backchannel authentication request
      And the end-user denies the backchannel authentication request
      When the client sends the CIBA token request
      Then the CIBA token request is refused with "access_denied"

    @CIBA-11/expired @needs:ciba @needs:auth_req_id_expiry
    Scenario: An authentication that nobody decided on expires
      Given the client has sent the backchannel authentication request
        | requested_expiry | 5 |
      And the auth req id has expired
      When the client sends the CIBA token request
      Then the CIBA token request is refused with "expired_token" or "invalid_grant"

  Rule: An auth_req_id works once, and only for the client that received it

    @CIBA-10.1.1/auth-req-id-single-use @needs:ciba
    Scenario: An auth_req_id that has brought tokens is refused
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      And the client has sent the CIBA token request
      When the client sends the CIBA token request
      Then the CIBA token request is refused with "invalid_grant"

    @CIBA-10.1/auth-req-id-bound-to-client @needs:ciba
    Scenario: An auth_req_id is refused to another client
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      And another client
      When the client sends the CIBA token request
      Then the CIBA token request is refused with "invalid_grant"

    @CIBA-11/unknown-auth-req-id @needs:ciba
    Scenario: An auth_req_id that was never issued is refused
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      When the client sends the CIBA token request
        | auth_req_id | no-auth_req_id-of-this-provider |
      Then the CIBA token request is refused with "invalid_grant"

    @CIBA-10.1/auth-req-id-required @needs:ciba
    Scenario: A token request without auth_req_id is refused
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      When the client sends the CIBA token request
        | auth_req_id | (omitted) |
      Then the CIBA token request is refused with "invalid_request"

    @RFC6749-3.2/repeated-parameter-refused @needs:ciba
    Scenario: A token request with two copies of its auth_req_id is refused
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      When the client sends the CIBA token request
        | auth_req_id | (repeated) |
      Then the CIBA token request is refused with "invalid_request"

    @CIBA-10.1/client-authentication-required @needs:ciba
    Scenario: A token request by auth_req_id needs the client's credentials
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      And the client presents no credentials
      When the client sends the CIBA token request
      Then the CIBA token request is refused with "invalid_client"

    @CIBA-10.1/client-authentication-verified @needs:ciba
    Scenario: A token request by auth_req_id with wrong credentials is refused
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      And the client presents wrong credentials
      When the client sends the CIBA token request
      Then the CIBA token request is refused with "invalid_client"

  Rule: The tokens are about the end-user that the hint identifies

    @CIBA-10.1.1/id-token-present @needs:ciba
    Scenario: An approved authentication brings an ID Token
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      When the client sends the CIBA token request
      Then the token response has an ID Token for a backchannel authentication

    @CIBA-7.2/hint-identifies-end-user @needs:ciba
    Scenario: A login_hint names the end-user
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      When the client sends the CIBA token request
      Then the ID Token is about the end-user whom the hint identifies

    @CIBA-7.2/hint-identifies-end-user @needs:ciba @needs:ciba_id_token_hint
    Scenario: An ID Token names the end-user as a hint
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the backchannel authentication request
        | login_hint    | (omitted)      |
        | id_token_hint | (the ID Token) |
      And the end-user approves the backchannel authentication request
      When the client sends the CIBA token request
      Then the ID Token is about the end-user whom the hint identifies

    @CIBA-7.1/acr-returned @needs:ciba @needs:acr
    Scenario: An ID Token answers a request for a context class by an acr
      Given the client has sent the backchannel authentication request
        | acr_values | (a supported acr) |
      And the end-user approves the backchannel authentication request
      When the client sends the CIBA token request
      Then the ID Token has an acr if acr_values requested one

    @OIDCC-5.3.2/sub-equals-id-token @needs:ciba @needs:userinfo
    Scenario: The claims are about the end-user of the backchannel authentication
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      And the client has sent the CIBA token request
      When the client sends the UserInfo request by GET
      Then the UserInfo response is about the end-user of the ID Token

  Rule: A request has exactly one hint, which identifies an end-user

    @CIBA-7.1/hint-required @needs:ciba
    Scenario: An authentication request without a hint is refused
      When the client sends the backchannel authentication request
        | login_hint | (omitted) |
      Then the backchannel authentication request is refused with "invalid_request"

    @CIBA-7.2/one-hint-only @needs:ciba
    Scenario: An authentication request with two hints is refused
      Given the client has redeemed an authorization code
      When the client sends the backchannel authentication request
        | id_token_hint | (the ID Token) |
      Then the backchannel authentication request is refused with "invalid_request"

    @CIBA-7.2/unknown-user-refused @needs:ciba
    Scenario: A login_hint that names nobody is refused
      When the client sends the backchannel authentication request
        | login_hint | nobody-whom-this-provider-knows |
      Then the backchannel authentication request is refused with "unknown_user_id"

    @CIBA-7.2/hint-validated @needs:ciba
    Scenario: A hint that is no ID Token at all is refused
      When the client sends the backchannel authentication request
        | login_hint    | (omitted)   |
        | id_token_hint | no.id.token |
      Then the backchannel authentication request is refused with an error

    @CIBA-14/id-token-hint-signature-verified @needs:ciba @needs:ciba_signed_id_token_hint
    Scenario: A tampered ID Token is no hint
      Given the client has redeemed an authorization code
      And the client has sent the backchannel authentication request
        | login_hint    | (omitted)      |
        | id_token_hint | (the ID Token) |
      When the client sends the backchannel authentication request
        | login_hint    | (omitted)                |
        | id_token_hint | (the ID Token, tampered) |
      Then the backchannel authentication request is refused with an error

    @CIBA-14/id-token-hint-audience @needs:ciba @needs:ciba_id_token_hint
    Scenario: An ID Token of another client is no hint
      Given the client has redeemed an authorization code
      And the client has sent the backchannel authentication request
        | login_hint    | (omitted)      |
        | id_token_hint | (the ID Token) |
      When the client sends the backchannel authentication request
        | login_hint    | (omitted)                   |
        | id_token_hint | (another client's ID Token) |
      Then the backchannel authentication request is refused with an error

    @CIBA-14/expired-id-token-hint-accepted @needs:ciba @needs:ciba_id_token_hint
    Scenario: An ID Token is a hint for some time after it has expired
      Given the client has redeemed an authorization code
      And the client has sent the backchannel authentication request
        | login_hint    | (omitted)      |
        | id_token_hint | (the ID Token) |
      And 3601 seconds pass
      When the client sends the backchannel authentication request
        | login_hint    | (omitted)      |
        | id_token_hint | (the ID Token) |
      Then the answer to the backchannel authentication request accepts an expired ID Token as a hint

  Rule: The parameters of a request are validated

    @CIBA-7.1/post-only @needs:ciba
    Scenario: An authentication request by GET starts nothing
      When the client sends the backchannel authentication request
        | (method) | GET |
      Then the answer to the backchannel authentication request starts no authentication by a GET request

    @CIBA-7.1/form-encoded @needs:ciba
    Scenario: An authentication request in JSON is not granted
      When the client sends the backchannel authentication request
        | (media type) | application/json |
      Then the backchannel authentication request is not granted

    @CIBA-7.1/scope-required @needs:ciba
    Scenario: An authentication request without scope is refused
      When the client sends the backchannel authentication request
        | scope | (omitted) |
      Then the backchannel authentication request is refused with "invalid_request" or "invalid_scope"

    @CIBA-13/malformed-scope-refused @needs:ciba
    Scenario: A malformed scope is ignored or refused as such
      When the client sends the backchannel authentication request
        | scope | openid "quoted" |
      Then the answer to the backchannel authentication request ignores a malformed scope or reports it as the error

    @CIBA-7.1/binding-message-error @needs:ciba
    Scenario: A binding message that no device can show is refused as such
      When the client sends the backchannel authentication request
        | binding_message | Zapłać ☃ за всё, whatever it is worth and whoever may ask you to, 100 times over |
      Then the answer to the backchannel authentication request accepts the binding message or reports it as the error

    @CIBA-7.1/requested-expiry-positive-integer @needs:ciba
    Scenario: A requested_expiry of less than nothing is refused
      Given the client has sent the backchannel authentication request
        | requested_expiry | 300 |
      When the client sends the backchannel authentication request
        | requested_expiry | -60 |
      Then the answer to the backchannel authentication request refuses a requested_expiry that is not a positive integer

    @CIBA-7.1/requested-expiry-positive-integer @needs:ciba
    Scenario: A requested_expiry that is no number is refused
      Given the client has sent the backchannel authentication request
        | requested_expiry | 300 |
      When the client sends the backchannel authentication request
        | requested_expiry | soon |
      Then the answer to the backchannel authentication request refuses a requested_expiry that is not a positive integer

    @CIBA-7.2/unrecognized-parameter-ignored @needs:ciba
    Scenario: An unknown parameter of an authentication request is ignored
      When the client sends the backchannel authentication request
        | unknown_parameter | value |
      Then the backchannel authentication request succeeds

    @CIBA-13/repeated-parameter-refused @needs:ciba
    Scenario: An authentication request with two scopes is refused
      When the client sends the backchannel authentication request
        | scope | (repeated) |
      Then the backchannel authentication request is refused with "invalid_request"

  Rule: The client authenticates as at the token endpoint

    @CIBA-7.2/client-authentication-required @needs:ciba
    Scenario: An authentication request without credentials is refused
      Given the client presents no credentials
      When the client sends the backchannel authentication request
      Then the backchannel authentication request is refused with "invalid_client"

    @CIBA-7.2/client-authentication-verified @needs:ciba
    Scenario: An authentication request with wrong credentials is refused
      Given the client presents wrong credentials
      When the client sends the backchannel authentication request
      Then the backchannel authentication request is refused with "invalid_client"

    @CIBA-7.1/confidential-clients-only @needs:ciba @needs:public_client
    Scenario: A client without credentials may not ask for an authentication
      Given the client has sent the backchannel authentication request
      And a client that authenticates by "none"
      And the client has redeemed an authorization code
      When the client sends the backchannel authentication request
      Then the backchannel authentication request is refused with an error

    @CIBA-4/methods-as-at-token-endpoint @needs:ciba @needs:ciba_client(client_secret_post)
    Scenario: A client authenticates by a secret in the request body
      Given a client that authenticates by "client_secret_post"
      When the client sends the backchannel authentication request
      Then the backchannel authentication request succeeds

  Rule: The acknowledgement has the members that a client needs to poll

    @CIBA-7.3/auth-req-id-present @needs:ciba
    Scenario: An acknowledgement has an auth_req_id
      When the client sends the backchannel authentication request
      Then the backchannel authentication response's "auth_req_id" is well-formed

    @CIBA-7.3/auth-req-id-unique @needs:ciba
    Scenario: Each acknowledgement has an auth_req_id of its own
      Given the client has sent the backchannel authentication request
      When the client sends the backchannel authentication request
      Then the backchannel authentication response has a unique auth_req_id

    @CIBA-7.3/auth-req-id-unguessable @needs:ciba
    Scenario: An auth_req_id has 128 bits or more
      When the client sends the backchannel authentication request
      Then the backchannel authentication response has an auth_req_id that is hard to guess

    @CIBA-7.3/expires-in-present @needs:ciba
    Scenario: An acknowledgement tells how long the auth_req_id lives
      When the client sends the backchannel authentication request
      Then the backchannel authentication response's "expires_in" is well-formed

    @CIBA-7.3/interval-positive-integer @needs:ciba
    Scenario: An interval between two polls is a positive integer
      When the client sends the backchannel authentication request
      Then the backchannel authentication response's "interval" is well-formed

    @CIBA-13/error-present @needs:ciba
    Scenario: A refusal has an error code
      When the client sends the backchannel authentication request
        | login_hint       | (omitted)        |
        | login_hint_token | a-hint-of-nobody |
      Then the backchannel authentication error response's "error" is well-formed

    @CIBA-13/status @needs:ciba
    Scenario: A refusal has the status that its error asks for
      When the client sends the backchannel authentication request
        | login_hint | (omitted) |
      Then the backchannel authentication error response has the status that its error requires

  Rule: The metadata describes how backchannel authentication is supported

    @CIBA-4/delivery-modes-present
    Scenario: The metadata lists the token delivery modes
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata lists its token delivery modes

    @CIBA-4/grant-type-listed @needs:authorization_server_metadata
    Scenario: The metadata lists the grant of its token delivery modes
      When the client fetches the authorization server metadata
      Then the authorization server metadata lists the grant of its delivery modes

    @CIBA-4/endpoint-present
    Scenario: The metadata names the endpoint of its token delivery modes
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata names the endpoint of its delivery modes
