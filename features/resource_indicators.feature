Feature: Resource indicators

  A client names the resource that it will use an access token at, and the token is restricted to it:
  RFC 8707, 2, 2.1 and 2.2, and RFC 9700, 2.3 and 4.14.2.

  Rule: An access token is restricted to the requested resources

    @RFC8707-2/audience-restricted @needs:resource
    Scenario: A code for a resource brings an access token for it alone
      Given the client holds an authorization code
        | resource | (a resource) |
      When the client sends the token request
      Then the answer to the token request is valid only for the requested resources

    @RFC8707-2/audience-restricted @needs:resource
    Scenario: A token request for the authorized resource brings a token for it alone
      Given the client holds an authorization code
        | resource | (a resource) |
      When the client sends the token request
        | resource | (a resource) |
      Then the answer to the token request is valid only for the requested resources

    @RFC8707-2/audience-restricted @needs:second_resource
    Scenario: A code for two resources brings an access token for them alone
      Given the client holds an authorization code
        | resource | (a resource)                 |
        | resource | (further) (another resource) |
      When the client sends the token request
        | resource | (a resource)                 |
        | resource | (further) (another resource) |
      Then the answer to the token request is valid only for the requested resources

    @RFC8707-2/audience-restricted @needs:client_credentials @needs:resource
    Scenario: A client that acts for itself gets an access token for its resource alone
      When the client sends the client credentials request
        | resource | (a resource) |
      Then the answer to the token request is valid only for the requested resources

    @RFC8707-2/audience-restricted @needs:refresh_token @needs:resource
    Scenario: A refresh brings an access token for the authorized resource alone
      Given the client holds a refresh token
        | resource | (a resource) |
      When the client sends the refresh request
        | resource | (a resource) |
      Then the answer to the token request is valid only for the requested resources

    @RFC9700-2.3/audience-verified @needs:resource @needs:userinfo
    Scenario: An access token for a resource does not open the UserInfo endpoint
      Given the client has redeemed an authorization code
      And the client has received claims from the UserInfo endpoint
      And the client holds an authorization code
        | resource | (a resource) |
      And the client has sent the token request
        | resource | (a resource) |
      When the client sends the UserInfo request by GET
      Then the answer to the UserInfo request gives nothing for a token that is meant for other resources

  Rule: A token request can narrow the authorized resources, but not extend them

    @RFC8707-2.2/subset-honoured @needs:second_resource
    Scenario: A token request for one of two resources brings a token without the other
      Given the client holds an authorization code
        | resource | (a resource)                 |
        | resource | (further) (another resource) |
      When the client sends the token request
        | resource | (a resource) |
      Then the answer to the token request is valid for no other authorized resource

    @RFC8707-2.2/refresh-token-bound-to-full-grant @needs:refresh_token @needs:second_resource
    Scenario: A narrower token request does not narrow the refresh token
      Given the client holds an authorization code
        | scope    | openid offline_access        |
        | prompt   | consent                      |
        | resource | (a resource)                 |
        | resource | (further) (another resource) |
      And the client has sent the token request
        | resource | (a resource) |
      When the client sends the refresh request
        | resource | (another resource) |
      Then the refresh request succeeds

    @RFC9700-2.3/privileges-not-exceeded @needs:second_resource
    Scenario: A code brings no access token for a resource that was not authorized
      Given the client holds an authorization code
        | resource | (a resource) |
      When the client sends the token request
        | resource | (another resource) |
      Then the answer to the token request redeems nothing for a resource that was not authorized

    @RFC9700-4.14.2/bound-to-resource-servers @needs:refresh_token @needs:second_resource
    Scenario: A refresh brings no access token for a resource that was not authorized
      Given the client holds a refresh token
        | resource | (a resource) |
      When the client sends the refresh request
        | resource | (another resource) |
      Then the answer to the token request refreshes nothing for a resource that was not authorized

  Rule: An unacceptable resource is refused with invalid_target

    @RFC8707-2.1/unknown-resource-refused @needs:resource
    Scenario: An authorization request for an unknown resource is refused
      Given the client has redeemed an authorization code
        | resource | (a resource) |
      When the client sends the authorization request
        | resource | https://nobody-knows-this-resource.example/ |
      Then the authorization request is refused with "invalid_target"

    @RFC8707-2.1/unknown-resource-refused @needs:resource
    Scenario: An authorization request for a known and an unknown resource is refused
      Given the client has redeemed an authorization code
        | resource | (a resource) |
      When the client sends the authorization request
        | resource | (a resource)                                          |
        | resource | (further) https://nobody-knows-this-resource.example/ |
      Then the authorization request is refused with "invalid_target"

    @RFC8707-2.1/relative-resource-refused @needs:resource
    Scenario: An authorization request for a relative resource is refused
      Given the client has redeemed an authorization code
        | resource | (a resource) |
      When the client sends the authorization request
        | resource | /no/absolute/uri |
      Then the authorization request is refused with "invalid_target"

    @RFC8707-2.1/fragment-refused @needs:resource
    Scenario: An authorization request for a resource with a fragment is refused
      Given the client has redeemed an authorization code
        | resource | (a resource) |
      When the client sends the authorization request
        | resource | (a resource)#fragment |
      Then the authorization request is refused with "invalid_target"

    @RFC8707-2.2/unknown-resource-refused @needs:resource
    Scenario: A token request for an unknown resource is refused
      Given the client holds an authorization code
      When the client sends the token request
        | resource | https://nobody-knows-this-resource.example/ |
      Then the token request is refused with "invalid_target"

    @RFC8707-2.2/unknown-resource-refused @needs:client_credentials @needs:resource
    Scenario: A client credentials request for an unknown resource is refused
      Given the client has sent the client credentials request
        | resource | (a resource) |
      When the client sends the client credentials request
        | resource | https://nobody-knows-this-resource.example/ |
      Then the client credentials request is refused with "invalid_target"

    @RFC8707-2.2/unknown-resource-refused @needs:client_credentials @needs:resource
    Scenario: A client credentials request for a known and an unknown resource is refused
      Given the client has sent the client credentials request
        | resource | (a resource) |
      When the client sends the client credentials request
        | resource | (a resource)                                          |
        | resource | (further) https://nobody-knows-this-resource.example/ |
      Then the client credentials request is refused with "invalid_target"

    @RFC8707-2.2/relative-resource-refused @needs:client_credentials @needs:resource
    Scenario: A client credentials request for a relative resource is refused
      Given the client has sent the client credentials request
        | resource | (a resource) |
      When the client sends the client credentials request
        | resource | /no/absolute/uri |
      Then the client credentials request is refused with "invalid_target"

    @RFC8707-2.2/fragment-refused @needs:client_credentials @needs:resource
    Scenario: A client credentials request for a resource with a fragment is refused
      Given the client has sent the client credentials request
        | resource | (a resource) |
      When the client sends the client credentials request
        | resource | (a resource)#fragment |
      Then the client credentials request is refused with "invalid_target"

  Rule: An empty resource counts as omitted

    @RFC6749-3.1/empty-parameter-omitted @needs:resource
    Scenario: An empty resource of an authorization request counts as none
      When the client sends the authorization request
        | resource | (empty) |
      Then the authorization request succeeds

    @RFC6749-3.2/empty-parameter-omitted @needs:client_credentials @needs:resource
    Scenario: An empty resource of a client credentials request counts as none
      When the client sends the client credentials request
        | resource | (empty) |
      Then the client credentials request succeeds
