// How oidc-provider is configured; README.md says why.

import { randomBytes } from 'node:crypto';

import { claimsByScope, findAccount } from './accounts.mjs';
import { clients } from './clients.mjs';
import { signingKeys } from './keys.mjs';

const DAY = 24 * 60 * 60;
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
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
    ttl: {
      AccessToken: 60 * 60,
      AuthorizationCode: 5,
      ClientCredentials: 60 * 60,
      Grant: 14 * DAY,
      IdToken: 10 * 60,
      Interaction: 60 * 60,
      RefreshToken: 14 * DAY,
      Session: 14 * DAY,
    },
  };
}
