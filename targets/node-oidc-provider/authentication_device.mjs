// The end-user's authentication device of CIBA, as a test can work it: POST auth_req_id and decision, approve or deny.

import { text } from 'node:stream/consumers';

import { errors } from 'oidc-provider';

const PATH = '/authentication-device';

export function authenticationDevice(provider) {
  const results = new Map([
    ['approve', grantAll],
    ['deny', () => new errors.AccessDenied('End-User denied the request')],
  ]);

  return async function decide(ctx, next) {
    if (ctx.path !== PATH || ctx.method !== 'POST') return next();
    const form = new URLSearchParams(await text(ctx.req));
    const result = results.get(form.get('decision'));
    const request = await pending(form.get('auth_req_id'));
    ctx.status = statusOf(result, request);
    if (ctx.status === 204) {
      await provider.backchannelResult(request, await result(request), { authTime: now() });
    }
  };

  async function pending(authReqId) {
    const request = await provider.BackchannelAuthenticationRequest.find(authReqId);
    const decided = request?.grantId || request?.error;
    return request && !request.isExpired && !decided ? request : undefined;
  }

  async function grantAll(request) {
    const grant = new provider.Grant({ accountId: request.accountId, clientId: request.clientId });
    grant.addOIDCScope(request.scope);
    grant.addOIDCClaims(Object.values(request.claims ?? {}).flatMap((requested) => Object.keys(requested ?? {})));
    for (const resource of [request.resource ?? []].flat()) {
      grant.addResourceScope(resource, request.scope);
    }
    await grant.save();
    return grant;
  }
}

function statusOf(result, request) {
  if (!result) return 400;
  return request ? 204 : 404;
}

function now() {
  return Math.floor(Date.now() / 1000);
}
