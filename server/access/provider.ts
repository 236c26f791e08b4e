import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { z } from "zod";
import { Problem, tryAgainLater } from "../contract/problem.ts";
import { knownRoles, type Person } from "./person.ts";
import type { ServerConfig } from "./server-config.ts";

export type ProviderSettings = Extract<ServerConfig["identity"], { from: "provider" }>;

/** The random values of one sign-in, which must come back with it. */
export type Challenge = { state: string; nonce: string; verifier: string };

/** An identity provider, asked by OpenID Connect: authorization code with PKCE, state and nonce; openid-client checks the
 * token's issuer and audience. */
export class Provider {
  private readonly settings: ProviderSettings;
  private readonly callback: string;
  private configuration: Promise<Configuration> | null = null;

  /** `callback` is the address of this product to which the provider sends people back. */
  constructor(settings: ProviderSettings, callback: string) {
    this.settings = settings;
    this.callback = callback;
  }

  /** The provider's page on which a person signs in, and what the sign-in must bring back. */
  async begin(): Promise<{ to: URL; challenge: Challenge }> {
    const configuration = await this.configure();
    const challenge = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const to = buildAuthorizationUrl(configuration, {
      redirect_uri: this.callback,
      scope: "openid profile",
      state: challenge.state,
      nonce: challenge.nonce,
      code_challenge: await calculatePKCECodeChallenge(challenge.verifier),
      code_challenge_method: "S256",
    });
    return { to, challenge };
  }

  /** Who signed in, from the query with which the provider sent the person back. Throws a 400 if the sign-in is not good. */
  async redeem(search: string, { state, nonce, verifier }: Challenge): Promise<Person> {
    const configuration = await this.configure();
    const tokens = await authorizationCodeGrant(configuration, new URL(`${this.callback}${search}`), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    }).catch((error: unknown) => {
      throw signInFailed(error);
    });
    return personOf(tokens.claims(), this.settings.tenant);
  }

  /** Reads the provider's configuration once, and again if the provider did not answer. */
  private async configure(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    this.configuration ??= discovery(issuer, clientId, clientSecret);
    return this.configuration.catch((error: unknown) => {
      this.configuration = null;
      throw tryAgainLater(
        503,
        "no-provider",
        "The sign-in service does not answer. Try again in a moment.",
        10,
        error,
      );
    });
  }
}

/** The 400 for a sign-in that did not work. Its cause is for the log alone. */
export function signInFailed(cause?: unknown): Problem {
  const message = "Signing in did not work. Go to the flight deck and try again.";
  return new Problem(400, "sign-in-failed", message, undefined, { cause });
}

const claimsSchema = z.object({
  sub: z.string().min(1),
  iss: z.string(),
  tid: z.string().optional(),
  name: z.string().optional(),
  roles: z.union([z.array(z.string()), z.string().transform((role) => [role])]).default([]),
});

/** People are known by tenant and subject; their roles are those of the `roles` claim. */
function personOf(claims: unknown, tenant: string | null): Person {
  const { sub, iss, tid, name, roles } = claimsSchema.parse(claims);
  if (tenant !== null && tid !== tenant) throw signInFailed();
  return { id: `${tid ?? iss}:${sub}`, name: name ?? sub, roles: knownRoles(roles) };
}
