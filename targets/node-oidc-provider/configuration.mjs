// How oidc-provider is configured; README.md says why.

import { randomBytes } from 'node:crypto';

import { claimsByScope, findAccount, findByLoginHint } from './accounts.mjs';
import { HASTY_CLIENT, clients } from './clients.mjs';
import { signingKeys } from './keys.mjs';
import { getResourceServerInfo } from './resources.mjs';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SIGNATURES = ['RS256', 'PS256', 'ES256', 'EdDSA'];

export function configuration() {
  return {
    clients,
    findAccount,
    claims: claimsByScope,
    scopes: ['openid', 'offline_access', 'api:read', 'api:write'],
    acrValues: ['urn:coatcheck:loa:1', 'urn:coatcheck:loa:2'],
    jwks: { keys: signingKeys() },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      long: { httpOnly: true, sameSite: 'none' },
    },
    responseTypes: ['code'],
    enableHttpPostMethods: true,
    allowOmittingSingleRegisteredRedirectUri: false,
    pkce: { required: (ctx, client) => client.clientAuthMethod === 'none' },
    conformIdTokenClaims: true,
    rotateRefreshToken: true,
    clientAuthMethods: [
      'client_secret_basic',
      'client_secret_post',
      'client_secret_jwt',
      'private_key_jwt',
      'none',
    ],
    enabledJWA: {
      clientAuthSigningAlgValues: ['HS256', ...SIGNATURES],
      idTokenSigningAlgValues: SIGNATURES,
    },
    features: {
      devInteractions: { enabled: true },
      claimsParameter: { enabled: true },
      clientCredentials: { enabled: true },
      userinfo: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      deviceFlow: { enabled: true },
      ciba: {
        enabled: true,
        deliveryModes: ['poll'],
        processLoginHint: findByLoginHint,
        processLoginHintToken: () => undefined,
        validateRequestContext: () => undefined,
        verifyUserCode: () => undefined,
        triggerAuthenticationDevice: () => undefined,
      },
      introspection: { enabled: true, allowedPolicy: isOwnToken },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: { enabled: true, getResourceServerInfo },
      dPoP: { enabled: false },
    },
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 5,
      BackchannelAuthenticationRequest: untilDecided,
      ClientCredentials: HOUR,
      DeviceCode: untilDecided,
      Grant: 14 * DAY,
      IdToken: 10 * MINUTE,
      Interaction: HOUR,
      RefreshToken: 14 * DAY,
      Session: 14 * DAY,
    },
  };
}

function isOwnToken(ctx, client, token) {
  return client.clientAuthMethod !== 'none' && token.clientId === client.clientId;
}

// How long an end-user has to decide on another device; requested_expiry, of CIBA alone, can only shorten it.
function untilDecided(ctx, artifact, client) {
  const longest = client.clientId === HASTY_CLIENT ? 5 : 10 * MINUTE;
  return Math.min(longest, Number(ctx.oidc.params.requested_expiry ?? longest));
}
