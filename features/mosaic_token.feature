@needs:contract_mosaic
Feature: Mosaic: the token endpoint

  POST /oidc/token as documented: the requests with a code, with the client's credentials and with a
  password, and client authentication. Refreshing, backchannel authentication, devices and
  delegated access have their own features.

  Rule: A code is redeemed with a secret, PKCE, both, or an assertion

    @MOSAIC-oidcToken/code-with-secret @needs:code_without_pkce
    Scenario: A code that was asked for without PKCE brings tokens by the secret
      Given the client holds an authorization code
        | code_challenge        | (omitted) |
        | code_challenge_method | (omitted) |
      When the client sends the token request
      Then the token request succeeds

    @MOSAIC-oidcToken/code-with-secret-and-verifier
    Scenario: A code brings tokens by PKCE alongside the secret
      Given the client holds an authorization code
      When the client sends the token request
      Then the token request succeeds

    @MOSAIC-oidcToken/code-with-verifier @needs:public_client
    Scenario: A code brings tokens by PKCE instead of a secret
      Given a client that authenticates by "none"
      And the client holds an authorization code
      When the client sends the token request
      Then the token request succeeds

    @MOSAIC-oidcToken/client-assertion @needs:client(private_key_jwt)
    Scenario: A code brings tokens by an assertion in the place of the secret
      Given a client that authenticates by "private_key_jwt"
      And the client holds an authorization code
      When the client sends the token request
      Then the token request succeeds

    @MOSAIC-oidcToken/code-required
    Scenario: A token request without code is refused
      Given the client holds an authorization code
      When the client sends the token request
        | code | (omitted) |
      Then the token request is refused with "invalid_request" or "invalid_grant"

    @MOSAIC-oidcToken/redirect-uri-required
    Scenario: A token request for a code without redirect_uri is refused
      Given the client holds an authorization code
      When the client sends the token request
        | redirect_uri | (omitted) |
      Then the token request is refused with "invalid_request" or "invalid_grant"

    @MOSAIC-oidcToken/grant-type-required
    Scenario: A token request without grant_type is refused
      Given the client holds an authorization code
      When the client sends the token request
        | grant_type | (omitted) |
      Then the token request is refused with "invalid_request" or "unsupported_grant_type"

    @MOSAIC-oidcToken/grant-type-known
    Scenario: A grant_type of no documented request body is refused
      Given the client holds an authorization code
      When the client sends the token request
        | grant_type | urn:transmit:grant-type:no-such-grant |
      Then the token request is refused with "unsupported_grant_type" or "invalid_request"

    @MOSAIC-oidcToken/code-verifier-required @needs:public_client
    Scenario: A code that stands for a challenge is refused without code_verifier
      Given a client that authenticates by "none"
      And the client holds an authorization code
      When the client sends the token request
        | code_verifier | (omitted) |
      Then the token request is refused with "invalid_grant" or "invalid_request"

    @MOSAIC-oidcToken/code-verifier-matches
    Scenario: A code_verifier that is not the one of the challenge is refused
      Given the client holds an authorization code
      When the client sends the token request
        | code_verifier | another-verifier-than-that-of-the-challenge-0123456789 |
      Then the token request is refused with "invalid_grant" or "invalid_request"

  Rule: A client authenticates in the body with every grant

    @MOSAIC-oidcToken/client-id-required
    Scenario: A token request without client_id is refused
      Given the client holds an authorization code
      When the client sends the token request
        | client_id | (empty) |
      Then the token request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcToken/client-secret-required
    Scenario: A code is refused without the secret of a client that has one
      Given the client holds an authorization code
      And the client presents no credentials
      When the client sends the token request
      Then the token request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcToken/client-secret-required @needs:client_credentials
    Scenario: A client is given no token for itself without its secret
      Given the client presents no credentials
      When the client sends the client credentials request
      Then the client credentials request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcToken/client-secret-required @needs:password
    Scenario: A password is refused without the client's secret
      Given the client presents no credentials
      When the client sends the password request
      Then the password request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcToken/client-secret-verified
    Scenario: A wrong secret of the client is refused
      Given the client holds an authorization code
      And the client presents wrong credentials
      When the client sends the token request
      Then the token request is refused with "invalid_client" or "invalid_request"

  Rule: A client gets a token for itself

    @MOSAIC-oidcToken/client-credentials @needs:client_credentials
    Scenario: A client's credentials bring an access token
      When the client sends the client credentials request
      Then the client credentials request succeeds

    @MOSAIC-oidcToken/client-assertion @needs:client_credentials @needs:client(private_key_jwt)
    Scenario: An assertion in the place of the secret brings a client's own token
      Given the client has sent the client credentials request
      And a client that authenticates by "private_key_jwt"
      When the client sends the client credentials request
      Then the client credentials request succeeds

    @MOSAIC-accessToken/aud-resource @needs:client_credentials @needs:resource
    Scenario: A client's own token is for the resource requested
      When the client sends the client credentials request
        | resource | (a resource) |
      Then the access token is for the requested resource

  Rule: A username and its password are exchanged for the end-user's tokens

    @MOSAIC-oidcToken/password @needs:password
    Scenario: A username and its password bring an access token
      When the client sends the password request
      Then the password request succeeds

    @MOSAIC-oidcToken/username-required @needs:password
    Scenario: A password request without username is refused
      When the client sends the password request
        | username | (omitted) |
      Then the password request is refused with "invalid_request" or "invalid_grant"

    @MOSAIC-oidcToken/password-required @needs:password
    Scenario: A password request without password is refused
      When the client sends the password request
        | password | (omitted) |
      Then the password request is refused with "invalid_request" or "invalid_grant"

    @MOSAIC-oidcToken/password-verified @needs:password
    Scenario: A wrong password is refused
      When the client sends the password request
        | password | no-password-of-anybody |
      Then the password request is refused with "invalid_grant" or "invalid_request"

    @MOSAIC-oidcToken/username-type @needs:password
    Scenario: An e-mail address for a username is answered
      When the client sends the password request
        | username_type | email                  |
        | username      | (the end-user's email) |
      Then either answer to the password request is lawful

    @MOSAIC-oidcToken/username-type @needs:password
    Scenario: A telephone number for a username is answered
      When the client sends the password request
        | username_type | phone_number                  |
        | username      | (the end-user's phone_number) |
      Then either answer to the password request is lawful

    @MOSAIC-oidcToken/username-type-matches @needs:password
    Scenario: A username is refused as a telephone number
      When the client sends the password request
        | username_type | phone_number |
      Then the password request is refused with "invalid_grant" or "invalid_request"

    @MOSAIC-oidcToken/username-type-matches @needs:password
    Scenario: A username of no documented type is refused
      When the client sends the password request
        | username_type | nickname |
      Then the password request is refused with "invalid_grant" or "invalid_request"

  Rule: Tokens live as long as announced, and offline access must be requested

    @MOSAIC-oidcToken/expires-in
    Scenario: An access token is announced with its lifetime
      Given the client holds an authorization code
      When the client sends the token request
      Then the token response has an access token with the configured lifetime

    @MOSAIC-oidcToken/expires-in @needs:client_credentials
    Scenario: A client's own token is announced with its lifetime
      When the client sends the client credentials request
      Then the token response has an access token with the configured lifetime

    @MOSAIC-oidcToken/access-token-lives @needs:access_token_expiry
    Scenario: An access token is good until it expires
      Given the client has redeemed an authorization code
      And the access token has nearly expired
      When the client sends the UserInfo request by GET
      Then the UserInfo request succeeds

    @MOSAIC-oidcToken/access-token-expires @needs:access_token_expiry
    Scenario: An access token is refused once it has expired
      Given the client has redeemed an authorization code
      And the access token has expired
      When the client sends the UserInfo request by GET
      Then the UserInfo request is refused with an error

    @MOSAIC-oidcToken/refresh-token-requested @needs:refresh_token
    Scenario: offline_access with consent brings a refresh token
      Given the client holds an authorization code
        | scope  | openid offline_access |
        | prompt | consent               |
      When the client sends the token request
      Then the token response has the requested refresh token

    @MOSAIC-oidcToken/refresh-token-only-requested @needs:refresh_token
    Scenario: offline_access without consent brings no refresh token
      When the client completes the code flow
        | scope | openid offline_access |
      Then the token response has no refresh token that was not requested

    @MOSAIC-oidcToken/refresh-token-only-requested @needs:refresh_token
    Scenario: Consent without offline_access brings no refresh token
      When the client completes the code flow
        | prompt | consent |
      Then the token response has no refresh token that was not requested
