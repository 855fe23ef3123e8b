@needs:contract_mosaic @needs:device
Feature: Mosaic: devices

  POST /oidc/device/auth, the pages below /oidc/device on which the end-user decides, and the token
  request of a device that polls, as documented in the OpenAPI document and in the guide to the
  device flow.

  Rule: The end-user decides with the user code, and the device gets the result

    @MOSAIC-oidcDevice/approved
    Scenario: A device that the end-user approves gets its tokens
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      When the client sends the device token request
      Then the device token request succeeds

    @MOSAIC-oidcDevice/approved
    Scenario: A device is approved by typing its user code
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
        | verification_uri | (the verification_uri) |
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request succeeds

    @MOSAIC-oidcDevice/user-code-incorrect
    Scenario: A user code that is incorrect approves nothing
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
        | verification_uri | (the verification_uri) |
        | user_code        | XXXX-XXXX              |
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request is not granted

    @MOSAIC-oidcDevice/denied @needs:device_refusal
    Scenario: A device is told that the end-user denied
      Given the client has sent the device authorization request
      And the end-user denies the device authorization request
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request is refused with "access_denied"

    @MOSAIC-oidcToken/device-code-pending
    Scenario: A device that polls before the decision is told to go on
      Given the client has sent the device authorization request
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request is refused with "authorization_pending" or "slow_down"

    @MOSAIC-oidcToken/device-code-slow-down
    Scenario: A device that polls twice at once is told so, or to go on
      Given the client has sent the device authorization request
      And the client has sent the device token request in vain
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request is refused with "slow_down" or "authorization_pending"

    @MOSAIC-oidcToken/device-code-expired @needs:device_code_expiry
    Scenario: A device is told that its device_code has expired
      Given the client has sent the device authorization request
      And the device code has expired
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request is refused with "expired_token"

    @MOSAIC-oidcToken/device-code-lives @needs:device_code_expiry
    Scenario: A device_code is good for ten minutes
      Given the client has sent the device authorization request
      And 590 seconds pass
      And the end-user approves the device authorization request
      When the client sends the device token request
      Then the device token request succeeds

    @MOSAIC-oidcToken/device-code-required
    Scenario: A device that polls without device_code is refused
      Given the client has sent the device authorization request
      When the client sends the device token request
        | device_code | (omitted) |
      Then the device token request is refused with "invalid_request" or "invalid_grant"

    @MOSAIC-oidcToken/client-secret-required
    Scenario: A device_code is refused without the client's secret
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      And the client presents no credentials
      When the client sends the device token request
      Then the device token request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcToken/client-assertion @needs:device_client(private_key_jwt)
    Scenario: A device_code brings tokens by an assertion in the place of the secret
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      And the client has sent the device token request
      And a client that authenticates by "private_key_jwt"
      And the client has sent the device authorization request
      And the end-user approves the device authorization request
      When the client sends the device token request
      Then the device token request succeeds

    @MOSAIC-oidcToken/refresh-token-by-device-code
    Scenario: A device that asks for offline_access is answered
      Given the client has sent the device authorization request
        | scope | openid offline_access |
      And the end-user approves the device authorization request
      When the client sends the device token request
      Then either answer to the device token request is lawful

  Rule: A device requests its codes, and says how the end-user logs in

    @MOSAIC-oidcDeviceAuth/acr-values-required
    Scenario: A device authorization request without acr_values is refused
      When the client sends the device authorization request
        | acr_values | (omitted) |
      Then the device authorization request is refused with "invalid_request"

    @MOSAIC-oidcDeviceAuth/scope-required
    Scenario: A device authorization request without scope is refused
      When the client sends the device authorization request
        | scope | (omitted) |
      Then the device authorization request is refused with "invalid_request" or "invalid_scope"

    @MOSAIC-oidcDeviceAuth/scope-openid
    Scenario: A device authorization request for a scope without openid is refused
      When the client sends the device authorization request
        | scope | email |
      Then the device authorization request is refused with "invalid_scope" or "invalid_request"

    @MOSAIC-oidcDeviceAuth/client-id-required
    Scenario: A device authorization request without client_id is refused
      When the client sends the device authorization request
        | client_id | (empty) |
      Then the device authorization request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcDeviceAuth/client-secret-required
    Scenario: A device authorization request without the client's secret is refused
      Given the client presents no credentials
      When the client sends the device authorization request
      Then the device authorization request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcDeviceAuth/client-secret-verified
    Scenario: A device authorization request with a wrong secret is refused
      Given the client presents wrong credentials
      When the client sends the device authorization request
      Then the device authorization request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcDeviceAuth/client-assertion @needs:device_client(private_key_jwt)
    Scenario: A device gets codes by an assertion in the place of the secret
      Given a client that authenticates by "private_key_jwt"
      When the client sends the device authorization request
      Then the device authorization request succeeds

    @MOSAIC-oidcDeviceAuth/expires-in
    Scenario: The codes are announced to live for ten minutes
      When the client sends the device authorization request
      Then the device authorization response has codes valid for ten minutes

    @MOSAIC-oidcDeviceAuth/verification-uri-complete
    Scenario: An address that brings the user code along is announced
      When the client sends the device authorization request
      Then the device authorization response has a verification_uri_complete with the user code

    @MOSAIC-oidcDeviceAuth/acr-values-undocumented
    Scenario: An undocumented word of acr_values is answered
      When the client sends the device authorization request
        | acr_values | mfa |
      Then either answer to the device authorization request is lawful
