Feature: Device authorization

  A device without a browser gets tokens; the end-user approves on another device: RFC 8628.
  RFC 8628 does not say whether a device_code can be redeemed more than once.

  Rule: The token endpoint tells the device what the end-user decided

    @RFC8628-3.5/tokens-after-approval @needs:device
    Scenario: A device gets its tokens once it is approved
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      When the client sends the device token request
      Then the device token request succeeds

    @RFC8628-3.5/tokens-after-approval @needs:public_device_client
    Scenario: A device of a public client gets its tokens once it is approved
      Given a client that authenticates by "none"
      And the client has sent the device authorization request
      And the end-user approves the device authorization request
      When the client sends the device token request
      Then the device token request succeeds

    @RFC8628-3.5/tokens-of-approving-end-user @needs:device
    Scenario: The tokens are about the end-user who approved
      Given the client has redeemed an authorization code
      And the client has sent the device authorization request
      And the end-user approves the device authorization request
      When the client sends the device token request
      Then the ID Token is about the end-user who approved at the device

    @RFC8628-3.5/access-denied @needs:device @needs:device_refusal
    Scenario: A device is told that it was denied
      Given the client has sent the device authorization request
      And the end-user denies the device authorization request
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request is refused with "access_denied"

    @RFC8628-3.3/user-code-supplied @needs:device
    Scenario: An end-user who types the user code can approve
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
        | verification_uri | (the verification_uri) |
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request succeeds

    @RFC8628-3.3/user-code-identifies-session @needs:device
    Scenario: Approving one device does not approve the next one
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      And the client has sent the device authorization request
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request is refused with an error

    @RFC8628-3.3/user-code-identifies-session @needs:device
    Scenario: A user code that nobody was given approves nothing
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
        | verification_uri | (the verification_uri) |
        | user_code        | XXXX-XXXX              |
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request is refused with an error

    @RFC8628-3.3.1/user-code-displayed @needs:device
    Scenario: The end-user is shown the user code that was not typed
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      When the client sends the device token request
      Then the device verification displays the user code that the end-user did not enter

    @RFC9700-4.16/clickjacking-prevented @needs:device
    Scenario: The pages that ask about a device cannot be framed
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      When the client sends the device token request
      Then the device's page cannot be framed by other origins

  Rule: A device polls until the end-user has decided

    @RFC8628-3.5/authorization-pending @needs:device
    Scenario: A device that nobody has decided on is pending
      Given the client has sent the device authorization request
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request is refused with "authorization_pending" or "slow_down"

    @RFC8628-3.5/authorization-pending @needs:device
    Scenario: A device that polls too soon is still pending
      Given the client has sent the device authorization request
      And the client has sent the device token request in vain
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request is refused with "slow_down" or "authorization_pending"

    @RFC8628-3.5/slow-down-five-seconds @needs:device
    Scenario: A device that has slowed down by five seconds is not slowed down again
      Given the client has sent the device authorization request
      And the client has sent the device token request in vain
      And the client has sent the device token request again
      And the client waits for the interval of the device authorization response
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request is refused with "authorization_pending"

    @RFC8628-3.5/tokens-after-approval @needs:device
    Scenario: A device that polls by the interval gets its tokens in the end
      Given the client has sent the device authorization request
      And the client has sent the device token request in vain
      And the client waits for the interval of the device authorization response
      And the client has sent the device token request again
      And the end-user approves the device authorization request
      And the client waits for the interval of the device authorization response
      When the client sends the device token request
      Then the device token request succeeds

    @RFC8628-3.5/expired-token @needs:device @needs:device_code_expiry
    Scenario: A device is told that its code has expired
      Given another client
      And the client has sent the device authorization request
      And the device code has expired
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request is refused with "expired_token" or "invalid_grant"

    @RFC8628-3.5/expired-token @needs:device @needs:device_code_expiry
    Scenario: A device that was approved has to fetch its tokens in time
      Given another client
      And the client has sent the device authorization request
      And the end-user approves the device authorization request
      And the device code has expired
      When the client sends the device token request
        | device_code | (the device_code) |
      Then the device token request is refused with "expired_token" or "invalid_grant"

    @RFC8628-3.5/status-400 @needs:device
    Scenario: A device that polls is answered with the status 400
      Given the client has sent the device authorization request
      When the client sends the device token request
      Then the token error response has the status 400 while the device polls

  Rule: A device_code works only for the client that received it

    @RFC8628-3.4/device-code-required @needs:device
    Scenario: A token request without device_code is refused
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      When the client sends the device token request
        | device_code | (omitted) |
      Then the device token request is refused with "invalid_request"

    @RFC6749-3.2/repeated-parameter-refused @needs:device
    Scenario: A token request with two copies of its device_code is refused
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      When the client sends the device token request
        | device_code | (repeated) |
      Then the device token request is refused with "invalid_request"

    @RFC8628-3.5/device-code-valid @needs:device
    Scenario: A device_code that was never issued is refused
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      When the client sends the device token request
        | device_code | no-device-code-of-this-provider |
      Then the device token request is refused with "invalid_grant"

    @RFC8628-3.5/device-code-bound-to-client @needs:device
    Scenario: A device_code is refused to another client with its own credentials
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      And another client
      When the client sends the device token request
      Then the device token request is refused with "invalid_grant"

    @RFC8628-3.5/device-code-bound-to-client @needs:public_device_client @needs:second_public_client
    Scenario: A device_code of a public client is refused to another public client
      Given a client that authenticates by "none"
      And the client has sent the device authorization request
      And the end-user approves the device authorization request
      And another client
      When the client sends the device token request
      Then the device token request is refused with "invalid_grant"

    @RFC8628-3.5/device-code-bound-to-client @needs:device @needs:public_device_client
    Scenario: A device_code of a confidential client is refused to a public one
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      And a client that authenticates by "none"
      When the client sends the device token request
      Then the device token request is refused with "invalid_grant"

    @RFC8628-3.4/client-authentication-required @needs:device
    Scenario: A token request for a device needs the client's credentials
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      And the client presents no credentials
      When the client sends the device token request
      Then the device token request is refused with "invalid_client"

    @RFC8628-3.4/client-authentication-verified @needs:device
    Scenario: A token request for a device with wrong credentials is refused
      Given the client has sent the device authorization request
      And the end-user approves the device authorization request
      And the client presents wrong credentials
      When the client sends the device token request
      Then the device token request is refused with "invalid_client"

    @RFC8628-3.4/client-identified @needs:public_device_client
    Scenario: A public client has to name itself when its device polls
      Given a client that authenticates by "none"
      And the client has sent the device authorization request
      And the end-user approves the device authorization request
      And the client presents nothing at all
      When the client sends the device token request
      Then the device token request is refused with "invalid_client" or "invalid_request"

  Rule: A device authorization request has the form of a token request

    @RFC8628-3.1/client-authentication-required @needs:device
    Scenario: A device authorization request needs the client's credentials
      Given the client presents no credentials
      When the client sends the device authorization request
      Then the device authorization request is refused with "invalid_client"

    @RFC8628-3.1/client-authentication-verified @needs:device
    Scenario: A device authorization request with wrong credentials is refused
      Given the client presents wrong credentials
      When the client sends the device authorization request
      Then the device authorization request is refused with "invalid_client"

    @RFC8628-3.2/header-authentication-challenged
    @needs:device @needs:device_client(client_secret_basic)
    Scenario: Wrong Basic credentials of a device are answered by 401 and a Basic challenge
      Given a client that authenticates by "client_secret_basic"
      And the client presents wrong credentials
      When the client sends the device authorization request
      Then the device authorization error response challenges the client after a failed Authorization header

    @RFC8628-3.1/client-identified @needs:public_device_client
    Scenario: A public client has to name itself in a device authorization request
      Given a client that authenticates by "none"
      And the client presents nothing at all
      When the client sends the device authorization request
      Then the device authorization request is refused with "invalid_client" or "invalid_request"

    @RFC8628-3.1/methods-as-at-token-endpoint @needs:device_client(client_secret_post)
    Scenario: A client can authenticate by its secret in the request body
      Given a client that authenticates by "client_secret_post"
      When the client sends the device authorization request
      Then the device authorization request succeeds

    @RFC8628-3.1/methods-as-at-token-endpoint @needs:device_client(private_key_jwt)
    Scenario: A client can authenticate by an assertion
      Given a client that authenticates by "private_key_jwt"
      When the client sends the device authorization request
      Then the device authorization request succeeds

    @RFC8628-3.1/post-only @needs:device
    Scenario: A device authorization request by GET brings nothing
      When the client sends the device authorization request
        | (method) | GET |
      Then the answer to the device authorization request gives no device code to a GET request

    @RFC8628-3.1/unrecognized-parameter-ignored @needs:device
    Scenario: An unknown parameter of a device authorization request is ignored
      When the client sends the device authorization request
        | unknown_parameter | value |
      Then the device authorization request succeeds

    @RFC8628-3.1/empty-parameter-omitted @needs:device
    Scenario: An empty scope of a device authorization request counts as none
      When the client sends the device authorization request
        | scope | (empty) |
      Then the answer to the device authorization request treats an empty scope as omitted

    @RFC8628-3.1/repeated-parameter-refused @needs:device
    Scenario: A device authorization request with two scopes is refused
      When the client sends the device authorization request
        | scope | (repeated) |
      Then the device authorization request is refused with "invalid_request"

    @RFC8628-3.2/error-response @needs:device
    Scenario: A refusal has the form of one of the token endpoint
      When the client sends the device authorization request
        | scope | (repeated) |
      Then the device authorization error response has the form of a token error response

  Rule: A device authorization response has the members that a device needs

    @RFC8628-3.2/status-200 @needs:device
    Scenario: A device authorization response has the status 200
      When the client sends the device authorization request
      Then the device authorization response has the status 200

    @RFC8628-3.2/device-code-present @needs:device
    Scenario: A device authorization response has a device code
      When the client sends the device authorization request
      Then the device authorization response's "device_code" is well-formed

    @RFC8628-3.2/device-code-unique @needs:device
    Scenario: Each device authorization response has a device code of its own
      Given the client has sent the device authorization request
      When the client sends the device authorization request
      Then the device authorization response has a unique device_code

    @RFC8628-5.2/device-code-entropy @needs:device
    Scenario: A device code has 128 bits or more
      When the client sends the device authorization request
      Then the device authorization response has a device_code that is hard to guess

    @RFC8628-3.2/user-code-present @needs:device
    Scenario: A device authorization response has a user code
      When the client sends the device authorization request
      Then the device authorization response's "user_code" is well-formed

    @RFC8628-3.2/verification-uri-present @needs:device
    Scenario: A device authorization response says where the end-user goes
      When the client sends the device authorization request
      Then the device authorization response's "verification_uri" is well-formed

    @RFC8628-3.3/verification-uri-without-user-code @needs:device
    Scenario: The address that the end-user types does not hold the user code
      When the client sends the device authorization request
      Then the device authorization response has a verification_uri without the user code

    @RFC8628-3.2/expires-in-present @needs:device
    Scenario: A device authorization response tells how long its codes live
      When the client sends the device authorization request
      Then the device authorization response's "expires_in" is well-formed

    @RFC8628-3.2/interval-number @needs:device
    Scenario: The interval between two polls is a number
      When the client sends the device authorization request
      Then the device authorization response's "interval" is well-formed

    @RFC8628-4/grant-type-listed @needs:authorization_server_metadata
    Scenario: The metadata lists the grant of the device authorization endpoint
      When the client fetches the authorization server metadata
      Then the authorization server metadata lists the grant of its device endpoint
