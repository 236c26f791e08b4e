import { randomBytes } from "node:crypto";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import Provider, { type FindAccount } from "oidc-provider";

export type Account = { name: string; roles: string[] };

const client = { id: "flight-deck", secret: "a secret for tests only" };

/** A real OpenID Connect provider on this machine, over TLS, with the accounts given, which may be changed while it runs; and
 * the settings with which a flight deck at `url` signs people in by it. */
export async function startProvider(
  certificate: { cert: string; key: string; certFile: string; keyFile: string },
  url: string,
  accounts: Map<string, Account>,
): Promise<{ environment: Record<string, string>; close: () => void }> {
  let answer: ReturnType<Provider["callback"]> = (_, response) => response.end();
  const server = createServer({ cert: certificate.cert, key: certificate.key }, (request, response) =>
    answer(request, response),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `https://localhost:${(server.address() as AddressInfo).port}`;
  const findAccount: FindAccount = (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, ...(accounts.get(id) ?? { name: id, roles: [] }) }),
  });
  answer = new Provider(issuer, {
    clients: [
      { client_id: client.id, client_secret: client.secret, redirect_uris: [`${url}/sign-in/callback`] },
    ],
    claims: { openid: ["sub", "roles"], profile: ["name"] },
    conformIdTokenClaims: false,
    cookies: { keys: [randomBytes(16).toString("hex")] },
    findAccount,
  }).callback();
  const environment = {
    PUBLIC_URL: url,
    TLS_CERT_FILE: certificate.certFile,
    TLS_KEY_FILE: certificate.keyFile,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
  };
  return { environment, close: () => server.close() };
}
