Feature: ID Token

  The claims and the signature of the ID Token of the authorization code flow:
  OpenID Connect Core 1.0, 2, 3.1.3.6, 3.1.3.7 and 10.1, RFC 7515 and RFC 7519.

  Rule: An ID Token names its issuer, its subject and its audience

    @OIDCC-3.1.3.7/iss-equals-issuer @oidf:oidcc-server
    Scenario: The issuer of an ID Token is the provider
      When the client completes the code flow
      Then the ID Token names the provider as its issuer

    @OIDCC-3.1.3.7/aud-contains-client @oidf:oidcc-server
    Scenario: An ID Token is meant for the client
      When the client completes the code flow
      Then the ID Token names the client in its audience

    @OIDCC-2/sub-present @oidf:oidcc-server
    Scenario: An ID Token is about an end-user
      When the client completes the code flow
      Then the ID Token's "sub" is well-formed

    @OIDCC-2/sub-stable
    Scenario: An end-user who logs in again has the same subject identifier
      Given a user agent without a session
      And the client holds an authorization code
      When the client sends the token request
      Then the ID Token names the end-user as in earlier logins

    @OIDCC-2/sub-unique @needs:second_user
    Scenario: Two end-users have different subject identifiers
      Given the client has redeemed an authorization code
      When the client completes the code flow
        | (end-user) | another |
      Then the ID Token names no other end-user

  Rule: An ID Token has the times of its issue, its expiry and the login

    @OIDCC-3.1.3.7/exp-in-future @oidf:oidcc-server
    Scenario: An ID Token has not expired when it is issued
      When the client completes the code flow
      Then the ID Token has not expired when it is issued

    @OIDCC-2/iat-is-time-of-issue @oidf:oidcc-server
    Scenario: An ID Token tells when it was issued
      When the client completes the code flow
      Then the ID Token says when it was issued

    @OIDCC-3.1.2.1/max-age-auth-time-present @oidf:oidcc-max-age-10000
    Scenario: The time of the login is told where the request has max_age
      When the client completes the code flow
        | max_age | 10000 |
      Then the ID Token has auth_time because of max_age

    @OIDCC-2/auth-time-number @oidf:oidcc-max-age-10000
    Scenario: The time of the login is a number of seconds
      When the client completes the code flow
        | max_age | 10000 |
      Then the ID Token's "auth_time" is well-formed

    @OIDCC-2/auth-time-is-time-of-authentication @oidf:oidcc-max-age-10000
    Scenario: The time of the login stays the same for as long as the session
      Given the client has redeemed an authorization code
        | max_age | 10000 |
      And 2 seconds pass
      And the client holds an authorization code
        | max_age | 10000 |
      When the client sends the token request
      Then the ID Token keeps the time of the login

    @OIDCC-2/auth-time-when-essential @needs:claims_parameter
    Scenario: The time of the login is told where it is an essential claim
      When the client completes the code flow
        | claims | {"id_token": {"auth_time": {"essential": true}}} |
      Then the ID Token has auth_time as an essential claim

  Rule: An ID Token is bound to its request and to its access token

    @OIDCC-2/nonce-returned @oidf:oidcc-server
    Scenario: The nonce of the request is returned in the ID Token
      When the client completes the code flow
      Then the ID Token returns the nonce of the request

    @OIDCC-2/nonce-returned
    Scenario: A nonce of unusual characters is returned unmodified
      When the client completes the code flow
        | nonce | Né+%2B & "x" ~ n0nce |
      Then the ID Token returns the nonce of the request

    @OIDCC-3.1.3.6/at-hash-correct @oidf:oidcc-server
    Scenario: The hash in an ID Token is that of its access token
      When the client completes the code flow
      Then the ID Token has the hash of its access token, if any

  Rule: An ID Token says how the end-user authenticated

    @OIDCC-2/acr-string
    Scenario: The authentication context class is a string
      When the client completes the code flow
      Then the ID Token's "acr" is well-formed

    @OIDCC-2/amr-array-of-strings
    Scenario: The authentication methods are an array of strings
      When the client completes the code flow
      Then the ID Token's "amr" is well-formed

  Rule: An ID Token is signed by the provider with the client's algorithm

    @OIDCC-3.1.3.7/signature-valid @needs:id_token_alg(RS256) @oidf:oidcc-idtoken-signature
    Scenario: An ID Token signed with RS256 verifies with the provider's key
      Given a client whose ID Tokens are signed with "RS256"
      When the client completes the code flow
      Then the ID Token is signed by the provider

    @OIDCC-3.1.3.7/signature-valid @needs:id_token_alg(PS256)
    Scenario: An ID Token signed with PS256 verifies with the provider's key
      Given a client whose ID Tokens are signed with "PS256"
      When the client completes the code flow
      Then the ID Token is signed by the provider

    @OIDCC-3.1.3.7/signature-valid @needs:id_token_alg(ES256)
    Scenario: An ID Token signed with ES256 verifies with the provider's key
      Given a client whose ID Tokens are signed with "ES256"
      When the client completes the code flow
      Then the ID Token is signed by the provider

    @OIDCC-3.1.3.7/signature-valid @needs:id_token_alg(EdDSA)
    Scenario: An ID Token signed with EdDSA verifies with the provider's key
      Given a client whose ID Tokens are signed with "EdDSA"
      When the client completes the code flow
      Then the ID Token is signed by the provider

    @OIDCC-10.1/alg-registered @needs:id_token_alg(ES256)
    Scenario: An ID Token is signed with the algorithm that the client registered
      Given a client whose ID Tokens are signed with "ES256"
      When the client completes the code flow
      Then the ID Token is signed with the client's algorithm

    @OIDCC-2/alg-not-none
    Scenario: An ID Token is not unsecured
      When the client completes the code flow
      Then the ID Token is not unsecured

    @OIDCC-10.1/signing-key-published
    Scenario: The key that signed an ID Token is in the JWK Set
      When the client completes the code flow
      Then the ID Token is signed with a published key

    @OIDCC-10.1/kid-present @oidf:oidcc-idtoken-signature
    Scenario: An ID Token names its key where there are several
      When the client completes the code flow
      Then the ID Token names its key among several

    @OIDCC-2/no-key-in-header
    Scenario: The header of an ID Token carries no key
      When the client completes the code flow
      Then the ID Token carries no key in its header

  Rule: An access token that is a JWT is signed and names its audience

    @RFC7515-5.2/signature-validates
    Scenario: An access token that is a JWT verifies with the provider's key
      When the client completes the code flow
      Then the access token is signed by the provider

    @RFC6750-5.3/audience-restricted
    Scenario: An access token that is a JWT names its audience
      When the client completes the code flow
      Then the access token names its audience
