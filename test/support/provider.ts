import { randomBytes } from "node:crypto";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import Provider, { type FindAccount } from "oidc-provider";

export type Account = { name: string; roles: string[] };

/** A real OpenID Connect provider on this machine, over TLS, with the accounts given; they may be changed while it runs. */
export async function startProvider(
  certificate: { cert: string; key: string },
  client: { id: string; secret: string; redirectUri: string },
  accounts: Map<string, Account>,
): Promise<{ issuer: string; close: () => void }> {
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
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirectUri] }],
    claims: { openid: ["sub", "roles"], profile: ["name"] },
    conformIdTokenClaims: false,
    cookies: { keys: [randomBytes(16).toString("hex")] },
    findAccount,
  }).callback();
  return { issuer, close: () => server.close() };
}
