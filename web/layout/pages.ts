import type { LinkProps } from "@tanstack/react-router";
import type { Session } from "../types.ts";
import type { Role } from "./session.ts";

/** Who may read figures. */
export const figureReaders: Role[] = ["viewer", "officer", "analyst"];

/** The pages of the menu in its order, with the roles that they are for; null: for all. */
const pages = [
  { to: "/", title: "Flight deck", for: figureReaders },
  { to: "/attrition", title: "Attrition", for: figureReaders },
  { to: "/packs", title: "Packs", for: figureReaders },
  { to: "/definitions", title: "Definitions", for: null },
  { to: "/data", title: "Data", for: ["analyst", "importer"] },
  { to: "/settings", title: "Settings", for: ["admin"] },
  { to: "/audit", title: "Access log", for: ["auditor"] },
] satisfies { to: LinkProps["to"]; title: string; for: Role[] | null }[];

export type Page = (typeof pages)[number];

/** The menu until it is known who asks: that of the local mode, so that nothing moves there. */
const rolesUntilKnown: Role[] = ["analyst", "importer", "admin"];

/** The pages that are for the person. */
export function pagesFor(session: Session | null): Page[] {
  const roles = session?.person?.roles ?? rolesUntilKnown;
  return pages.filter((page) => !page.for || page.for.some((role) => roles.includes(role)));
}

/** The page at an address where it is not for the person who is known to ask; null where it may be put up. */
export function deniedAt(path: string, session: Session | null): Page | null {
  if (!session?.person) return null;
  const isAt = ({ to }: Page) => path === to || path.startsWith(to === "/" ? "/kpi/" : `${to}/`);
  const page = pages.find(isAt);
  return page && !pagesFor(session).includes(page) ? page : null;
}
