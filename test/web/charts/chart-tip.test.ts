// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { withTip } from "../../../web/figures/chart-tip.ts";

const stops = [
  { title: "Port Ellery", facts: ["53.6%", "192 of 358 crimes"] },
  { title: '<img src=x onerror="run()">', facts: ["{a|10} <b>%</b>"] },
];

test("the reading names its stop and gives each fact its own line", () => {
  const lines = [...tipAt(0).children].map(({ textContent }) => textContent);
  expect(lines).toEqual(["Port Ellery", "53.6%", "192 of 358 crimes"]);
});

test("a name from a file is only ever words, and no element has its own style", () => {
  const tip = tipAt(1);
  expect(tip.textContent).toBe('<img src=x onerror="run()">{a|10} <b>%</b>');
  expect(tip.querySelectorAll("img, b, [style]")).toHaveLength(0);
});

test("beside the stops there is nothing to read", () => {
  expect(formatterOf()({ dataIndex: 7 })).toBe("");
  expect(formatterOf()([])).toBe("");
});

function tipAt(dataIndex: number): HTMLElement {
  const tip = formatterOf()([{ dataIndex }]);
  if (!(tip instanceof HTMLElement)) throw new Error("There is no reading.");
  return tip;
}

function formatterOf(): (read: unknown) => unknown {
  const { tooltip } = withTip({ tooltip: { trigger: "axis" } }, stops);
  const formatter = Array.isArray(tooltip) ? undefined : tooltip?.formatter;
  if (typeof formatter !== "function") throw new Error("The tooltip has no words.");
  return formatter as (read: unknown) => unknown;
}
