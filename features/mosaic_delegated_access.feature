@needs:contract_mosaic @needs:grant(urn:transmit:grant-type:delegated-access) @needs:second_user
Feature: Mosaic: delegated access

  One end-user acts for another: the grant urn:transmit:grant-type:delegated-access at
  POST /oidc/token, and the claims of the resulting access token. A request repeats the one
  before it, except for the rows of its table.

  Rule: The actor's access token is exchanged for one about the delegator

    @MOSAIC-oidcToken/delegated-access
    Scenario: An end-user is given a token to act for another one
      Given the client has redeemed an authorization code
      And the client has sent the extension grant request
        | grant_type         | urn:transmit:grant-type:delegated-access |
        | subject_identifier | (another end-user's sub)                 |
        | actor_token        | (the access token)                       |
      When the client sends the extension grant request
        | actor_token_type        | urn:ietf:params:oauth:token-type:access_token |
        | subject_identifier_type | user_id                                       |
        | scope                   | api:read                                      |
      Then the extension grant request succeeds

    @MOSAIC-oidcToken/delegated-sub
    Scenario: The token is about the end-user who delegates
      Given the client has redeemed an authorization code
      And the client has sent the extension grant request
        | grant_type         | urn:transmit:grant-type:delegated-access |
        | subject_identifier | (another end-user's sub)                 |
        | actor_token        | (the access token)                       |
      When the client sends the extension grant request
      Then the access token is about the end-user who delegates

    @MOSAIC-oidcToken/delegated-act-sub
    Scenario: The token names the end-user who acts
      Given the client has redeemed an authorization code
      And the client has sent the extension grant request
        | grant_type         | urn:transmit:grant-type:delegated-access |
        | subject_identifier | (another end-user's sub)                 |
        | actor_token        | (the access token)                       |
      When the client sends the extension grant request
      Then the access token names the end-user who acts

    @MOSAIC-oidcToken/delegated-act-sub
    Scenario: The token names whoever the actor_token is of
      Given the client has redeemed an authorization code
      And the client has sent the extension grant request
        | grant_type         | urn:transmit:grant-type:delegated-access |
        | subject_identifier | (another end-user's sub)                 |
        | actor_token        | (the access token)                       |
      When the client sends the extension grant request
        | subject_identifier | (the end-user's sub)              |
        | actor_token        | (another end-user's access token) |
      Then the access token names the end-user who acts

  Rule: A request names the grant, both end-users and the client

    @MOSAIC-oidcToken/subject-identifier-required
    Scenario: A delegation without subject_identifier is refused
      Given the client has redeemed an authorization code
      And the client has sent the extension grant request
        | grant_type         | urn:transmit:grant-type:delegated-access |
        | subject_identifier | (another end-user's sub)                 |
        | actor_token        | (the access token)                       |
      When the client sends the extension grant request
        | subject_identifier | (omitted) |
      Then the extension grant request is refused with "invalid_request" or "invalid_grant"

    @MOSAIC-oidcToken/actor-token-required
    Scenario: A delegation without actor_token is refused
      Given the client has redeemed an authorization code
      And the client has sent the extension grant request
        | grant_type         | urn:transmit:grant-type:delegated-access |
        | subject_identifier | (another end-user's sub)                 |
        | actor_token        | (the access token)                       |
      When the client sends the extension grant request
        | actor_token | (omitted) |
      Then the extension grant request is refused with "invalid_request" or "invalid_grant"

    @MOSAIC-oidcToken/subject-identifier-known
    Scenario: A delegation of nobody is refused
      Given the client has redeemed an authorization code
      And the client has sent the extension grant request
        | grant_type         | urn:transmit:grant-type:delegated-access |
        | subject_identifier | (another end-user's sub)                 |
        | actor_token        | (the access token)                       |
      When the client sends the extension grant request
        | subject_identifier | nobody-of-this-provider |
      Then the extension grant request is refused with "invalid_request" or "invalid_grant"

    @MOSAIC-oidcToken/actor-token-verified
    Scenario: An actor_token that was never issued is refused
      Given the client has redeemed an authorization code
      And the client has sent the extension grant request
        | grant_type         | urn:transmit:grant-type:delegated-access |
        | subject_identifier | (another end-user's sub)                 |
        | actor_token        | (the access token)                       |
      When the client sends the extension grant request
        | actor_token | no-access-token-of-this-provider |
      Then the extension grant request is refused with "invalid_request" or "invalid_grant"

    @MOSAIC-oidcToken/actor-token-type
    Scenario: An actor_token of another type is refused
      Given the client has redeemed an authorization code
      And the client has sent the extension grant request
        | grant_type         | urn:transmit:grant-type:delegated-access |
        | subject_identifier | (another end-user's sub)                 |
        | actor_token        | (the access token)                       |
      When the client sends the extension grant request
        | actor_token_type | urn:ietf:params:oauth:token-type:refresh_token |
      Then the extension grant request is refused with "invalid_request" or "invalid_grant"

    @MOSAIC-oidcToken/subject-identifier-type
    Scenario: A subject_identifier of another type is refused
      Given the client has redeemed an authorization code
      And the client has sent the extension grant request
        | grant_type         | urn:transmit:grant-type:delegated-access |
        | subject_identifier | (another end-user's sub)                 |
        | actor_token        | (the access token)                       |
      When the client sends the extension grant request
        | subject_identifier_type | email |
      Then the extension grant request is refused with "invalid_request" or "invalid_grant"

    @MOSAIC-oidcToken/client-secret-required
    Scenario: A delegation without the client's secret is refused
      Given the client has redeemed an authorization code
      And the client has sent the extension grant request
        | grant_type         | urn:transmit:grant-type:delegated-access |
        | subject_identifier | (another end-user's sub)                 |
        | actor_token        | (the access token)                       |
      And the client presents no credentials
      When the client sends the extension grant request
      Then the extension grant request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcToken/client-assertion @needs:client(private_key_jwt)
    Scenario: A delegation is granted by an assertion in the place of the secret
      Given a client that authenticates by "private_key_jwt"
      And the client has redeemed an authorization code
      And the client has sent the extension grant request
        | grant_type         | urn:transmit:grant-type:delegated-access |
        | subject_identifier | (another end-user's sub)                 |
        | actor_token        | (the access token)                       |
      When the client sends the extension grant request
      Then the extension grant request succeeds
