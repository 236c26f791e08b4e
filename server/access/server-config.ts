import { z } from "zod";

/** How the server can be reached, and who may sign in. */
export type ServerConfig = {
  host: string;
  port: number;
  /** The address that people type. The server answers only its host name. Null in the local mode. */
  publicUrl: URL | null;
  /** The files of the certificate and its key, if this process speaks TLS. */
  tls: { cert: string; key: string } | null;
  /** The addresses of the proxies. If there are any, only they may send requests. */
  proxies: string[];
  identity:
    | { from: "this-machine" }
    | { from: "proxy" }
    | { from: "provider"; issuer: URL; clientId: string; clientSecret: string; tenant: string | null };
  sessions: { idleSeconds: number; absoluteSeconds: number };
};

const loopback = ["127.0.0.1", "::1", "localhost"];

const environmentSchema = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce
    .number("PORT must be a number from 0 to 65535.")
    .int("PORT must be a number from 0 to 65535.")
    .min(0, "PORT must be a number from 0 to 65535.")
    .max(65535, "PORT must be a number from 0 to 65535.")
    .default(4310),
  PUBLIC_URL: z
    .url({ protocol: /^https$/, error: "PUBLIC_URL must be the https address that people type." })
    .optional(),
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  TRUSTED_PROXY: z.string().optional(),
  SIGN_IN: z.enum(["proxy", "provider"], "SIGN_IN must be provider or proxy.").optional(),
  OIDC_ISSUER: z.url({ protocol: /^https$/, error: "OIDC_ISSUER must be an https address." }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().min(16, "OIDC_CLIENT_SECRET must have 16 characters or more.").optional(),
  OIDC_TENANT: z.string().optional(),
  SESSION_IDLE_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(900, "SESSION_IDLE_SECONDS can be at most 900.")
    .default(900),
  SESSION_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(36_000, "SESSION_SECONDS can be at most 36000.")
    .default(36_000),
});

/** Reads from the environment how to serve, or returns why that would not be safe. An address that other machines can reach needs
 * sign-in, and TLS or a named proxy that speaks it. */
export function readServerConfig(environment: NodeJS.ProcessEnv): ServerConfig | { refusal: string } {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success)
    return { refusal: parsed.error.issues[0]?.message ?? "The environment cannot be used." };
  const env = parsed.data;
  const proxies = (env.TRUSTED_PROXY ?? "").split(",").flatMap((address) => address.trim() || []);
  const identity = identityOf(env, proxies);
  if ("refusal" in identity) return identity;
  const isLocal = loopback.includes(env.HOST);
  if (identity.from === "this-machine" && !isLocal) return { refusal: refusals.noSignIn(env.HOST) };
  if (identity.from !== "this-machine" && !env.PUBLIC_URL) return { refusal: refusals.noPublicUrl };
  if ((env.TLS_CERT_FILE === undefined) !== (env.TLS_KEY_FILE === undefined))
    return { refusal: refusals.halfTls };
  const tls =
    env.TLS_CERT_FILE && env.TLS_KEY_FILE ? { cert: env.TLS_CERT_FILE, key: env.TLS_KEY_FILE } : null;
  if (identity.from !== "this-machine" && !tls && proxies.length === 0) return { refusal: refusals.noTls };
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL && identity.from !== "this-machine" ? new URL(env.PUBLIC_URL) : null,
    tls,
    proxies,
    identity,
    sessions: { idleSeconds: env.SESSION_IDLE_SECONDS, absoluteSeconds: env.SESSION_SECONDS },
  };
}

/** The host names that the server answers. */
export function answeredHosts({ publicUrl }: ServerConfig): string[] {
  return publicUrl ? [publicUrl.hostname] : ["127.0.0.1", "localhost", "[::1]"];
}

type Environment = z.infer<typeof environmentSchema>;

function identityOf(env: Environment, proxies: string[]): ServerConfig["identity"] | { refusal: string } {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_TENANT, SIGN_IN } = env;
  if (SIGN_IN === "proxy") return proxies.length > 0 ? { from: "proxy" } : { refusal: refusals.noProxy };
  if (!SIGN_IN && !OIDC_ISSUER && !OIDC_CLIENT_ID && !OIDC_CLIENT_SECRET) return { from: "this-machine" };
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return { refusal: refusals.halfProvider };
  return {
    from: "provider",
    issuer: new URL(OIDC_ISSUER),
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    tenant: OIDC_TENANT ?? null,
  };
}

const refusals = {
  noSignIn: (host: string) =>
    `HOST is ${host}, which other machines can reach, and no sign-in is set up. Set OIDC_ISSUER, OIDC_CLIENT_ID and ` +
    "OIDC_CLIENT_SECRET (server/README.md says how), or leave HOST unset to serve this machine only (127.0.0.1).",
  noPublicUrl: "Sign-in needs PUBLIC_URL, the https address that people type.",
  halfTls: "TLS needs both TLS_CERT_FILE and TLS_KEY_FILE.",
  noTls:
    "Sign-in over an open line would give sessions away. Set TLS_CERT_FILE and TLS_KEY_FILE, or name the proxy that speaks " +
    "TLS by its address in TRUSTED_PROXY.",
  noProxy: "SIGN_IN=proxy needs TRUSTED_PROXY, the addresses of the proxies that it trusts.",
  halfProvider: "Sign-in needs all of OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.",
};
