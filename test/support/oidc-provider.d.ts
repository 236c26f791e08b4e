/** The little of oidc-provider that the tests use; it ships without types. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  type Claims = Record<string, unknown>;

  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    callback(): RequestListener;
  }

  export type FindAccount = (context: unknown, id: string) => { accountId: string; claims: () => Claims };
}
