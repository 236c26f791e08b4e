import type { LinkProps } from "@tanstack/react-router";
import type { Capability, Session } from "../types.ts";
import { allows } from "./session.ts";

/** The pages of the menu in its order, each with the capability that opens it (null: none needed) and its readers in words. */
const pages = [
  { to: "/", title: "Flight deck", for: "read-figures", readers: "viewers, officers and analysts" },
  { to: "/attrition", title: "Attrition", for: "read-figures", readers: "viewers, officers and analysts" },
  { to: "/packs", title: "Packs", for: "read-figures", readers: "viewers, officers and analysts" },
  { to: "/definitions", title: "Definitions", for: null, readers: "everybody" },
  { to: "/data", title: "Data", for: "watch-imports", readers: "analysts and importers" },
  { to: "/settings", title: "Settings", for: "change-settings", readers: "administrators" },
  { to: "/audit", title: "Access log", for: "read-access-log", readers: "auditors" },
] satisfies { to: LinkProps["to"]; title: string; for: Capability | null; readers: string }[];

export type Page = (typeof pages)[number];

/** The capabilities assumed until the session is read: those of the local mode, so that its menu does not change then. */
const mayUntilKnown: Capability[] = ["read-figures", "watch-imports", "change-settings"];

/** The pages that the person may see. */
export function pagesFor(session: Session | null): Page[] {
  const isFor = (capability: Capability) =>
    session?.person ? allows(session, capability) : mayUntilKnown.includes(capability);
  return pages.filter((page) => !page.for || isFor(page.for));
}

/** The page at an address that this person may not see. Null if they may, or until the session is read. */
export function deniedAt(path: string, session: Session | null): Page | null {
  if (!session?.person) return null;
  const isAt = ({ to }: Page) => path === to || path.startsWith(to === "/" ? "/kpi/" : `${to}/`);
  const page = pages.find(isAt);
  return page && !pagesFor(session).includes(page) ? page : null;
}
