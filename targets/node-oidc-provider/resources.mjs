// The resource servers (RFC 8707): access tokens for them are JWTs.

import { errors } from 'oidc-provider';

const RESOURCES = new Set(['https://api.example/one', 'https://api.example/two']);

export function getResourceServerInfo(ctx, resource, client) {
  if (!RESOURCES.has(resource) || client.clientAuthMethod === 'none') {
    throw new errors.InvalidTarget();
  }
  return { scope: 'api:read api:write', accessTokenFormat: 'jwt' };
}
