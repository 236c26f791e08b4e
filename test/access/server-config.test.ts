import { describe, expect, test } from "vitest";
import { answeredHosts, readServerConfig, type ServerConfig } from "../../server/access/server-config.ts";

const provider = {
  OIDC_ISSUER: "https://login.force.example",
  OIDC_CLIENT_ID: "flight-deck",
  OIDC_CLIENT_SECRET: "sixteen characters or more",
};
const url = { PUBLIC_URL: "https://flightdeck.force.example" };
const tls = { TLS_CERT_FILE: "cert.pem", TLS_KEY_FILE: "key.pem" };

describe("without anything set", () => {
  test("this machine only, without sign-in", () => {
    const config = served({});
    expect(config).toMatchObject({
      host: "127.0.0.1",
      port: 4310,
      identity: { from: "this-machine" },
      tls: null,
    });
    expect(answeredHosts(config)).toEqual(["127.0.0.1", "localhost", "[::1]"]);
  });
});

describe("refuses to start, and says why", () => {
  test.each([
    ["another address without sign-in", { HOST: "0.0.0.0" }, /no sign-in/],
    ["every address by IPv6", { HOST: "::" }, /no sign-in/],
    ["another address with TLS only", { HOST: "10.0.0.5", ...tls, ...url }, /no sign-in/],
    ["sign-in without TLS or a proxy", { HOST: "10.0.0.5", ...provider, ...url }, /open line/],
    ["sign-in without the address that people type", { HOST: "10.0.0.5", ...provider, ...tls }, /PUBLIC_URL/],
    ["half of a sign-in", { OIDC_ISSUER: provider.OIDC_ISSUER }, /all of OIDC_ISSUER/],
    ["an issuer over an open line", { ...provider, OIDC_ISSUER: "http://login.force.example" }, /https/],
    ["a short secret", { ...provider, ...url, ...tls, OIDC_CLIENT_SECRET: "secret" }, /16 characters/],
    ["a certificate without its key", { ...provider, ...url, TLS_CERT_FILE: "cert.pem" }, /both/],
    ["a proxy's word from anybody", { SIGN_IN: "proxy", ...url }, /TRUSTED_PROXY/],
    ["longer sessions", { SESSION_IDLE_SECONDS: "901" }, /at most 900/],
    ["a wrong port", { PORT: "99999" }, /PORT/],
  ])("%s", (_, environment, reason) => {
    expect(readServerConfig(environment)).toMatchObject({ refusal: expect.stringMatching(reason) });
  });
});

test("served with sign-in and TLS, or behind a named proxy", () => {
  const direct = served({ HOST: "0.0.0.0", ...provider, ...url, ...tls });
  expect(direct).toMatchObject({ identity: { from: "provider" }, tls: { cert: "cert.pem", key: "key.pem" } });
  expect(answeredHosts(direct)).toEqual(["flightdeck.force.example"]);
  const behind = served({ ...provider, ...url, TRUSTED_PROXY: "10.0.0.1, 10.0.0.2" });
  expect(behind).toMatchObject({ proxies: ["10.0.0.1", "10.0.0.2"], identity: { from: "provider" } });
  expect(served({ SIGN_IN: "proxy", ...url, TRUSTED_PROXY: "10.0.0.1" }).identity).toEqual({ from: "proxy" });
});

function served(environment: Record<string, string>): ServerConfig {
  const config = readServerConfig(environment);
  if ("refusal" in config) throw new Error(config.refusal);
  return config;
}
