// Runs oidc-provider on the loopback interface for coatcheck to test: node provider.mjs [port]
// [--until-stdin-closes | --version]

import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

import Provider from 'oidc-provider';

import { authenticationDevice } from './authentication_device.mjs';
import { configuration } from './configuration.mjs';

const HOST = '127.0.0.1';

const { values: options, positionals: [port = '0'] } = parseArgs({
  allowPositionals: true,
  options: {
    'until-stdin-closes': { type: 'boolean', default: false },
    version: { type: 'boolean', default: false },
  },
});

if (options.version) {
  console.log(createRequire(import.meta.url)('./package-lock.json').packages['node_modules/oidc-provider'].version);
  process.exit(0);
}

// The library's notices go to console.info; standard output is kept for the line that names the issuer.
console.info = console.warn;

const server = createServer();
server.listen(Number(port), HOST, () => {
  const issuer = `http://${HOST}:${server.address().port}`;
  const provider = new Provider(issuer, configuration());
  provider.use(laxCookies);
  provider.use(authenticationDevice(provider));
  provider.on('server_error', (ctx, error) => console.error(error));
  server.on('request', provider.callback());
  process.stdout.write(`${JSON.stringify({ issuer })}\n`);
});

if (options['until-stdin-closes']) {
  process.stdin.on('close', () => process.exit(0)).resume();
}

// Taking authorization requests by POST obliges the library to set SameSite=None, which browsers drop on plain http.
async function laxCookies(ctx, next) {
  await next();
  const cookies = ctx.response.headers['set-cookie'];
  if (cookies) {
    ctx.set('Set-Cookie', [cookies].flat().map((cookie) => cookie.replace(/samesite=none/i, 'samesite=lax')));
  }
}
