/** Damage to a small sound CSV: kinds whose effect is known beforehand, and kinds that may do anything. */

export const mutations = [
  "new text in a cell",
  "fields cut off",
  "fields added",
  "rows repeated",
  "rows removed",
  "quoted cells",
  "other line ends",
  "other delimiter",
  "bytes replaced",
  "bytes inserted",
  "bytes removed",
  "cut anywhere",
  "lines shuffled together",
] as const;

type Kind = (typeof mutations)[number];

/** What the strict reader must make of it; null if anything sound may come of it. */
type Mutated = { bytes: Buffer; expected: { read: number; rejected: number } | null };

const header = ["crime_ref", "recorded_date", "offence_code", "district", "victim_age"];
const nasty = [
  ...[0x22, 0x22, 0x2c, 0x0a, 0x0d, 0x3b, 0x09, 0x7c, 0x00, 0x1f, 0x7f, 0xff, 0xfe, 0xef, 0xbb, 0xbf, 0xc2],
  ...[0x80, 0x92, 0xe2, 0x96, 0xed, 0xa0, 0x1a, 0x20, 0x3d],
];

export function mutate(kind: Kind, random: () => number): Mutated {
  const rows = soundRows(3 + Math.floor(random() * 12), random);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const some = rows.filter(() => random() < 0.3);
  const sound = { read: rows.length, rejected: 0 };
  switch (kind) {
    case "new text in a cell":
      for (const row of some)
        row[Math.floor(random() * row.length)] = pick([
          "",
          " ",
          "N/A",
          "32/13/2026",
          "Ynys Môn – ok",
          "=1+1",
        ]);
      return { bytes: csv([header, ...rows]), expected: sound };
    case "fields cut off":
      for (const row of some) row.length = 1 + Math.floor(random() * (header.length - 1));
      return { bytes: csv([header, ...rows]), expected: { ...sound, rejected: some.length } };
    case "fields added":
      for (const row of some) row.push(...Array.from({ length: 1 + Math.floor(random() * 3) }, () => "x"));
      return { bytes: csv([header, ...rows]), expected: { ...sound, rejected: some.length } };
    case "rows repeated":
      return {
        bytes: csv([header, ...rows, ...some]),
        expected: { read: rows.length + some.length, rejected: 0 },
      };
    case "rows removed":
      return { bytes: csv([header, ...rows.slice(1)]), expected: { read: rows.length - 1, rejected: 0 } };
    case "quoted cells": {
      const quoted = rows.map((row) => row.map((cell) => `"${cell}${pick(['""', ",", "\n", "\r\n", ""])}"`));
      return { bytes: csv([header, ...quoted]), expected: sound };
    }
    case "other line ends":
      return {
        bytes: csv([header, ...rows], ",", pick(["\r\n", "\r", "\n\n", "\r\n\r\n"])),
        expected: sound,
      };
    case "other delimiter":
      return { bytes: csv([header, ...rows], pick([";", "\t", "|"])), expected: sound };
    default:
      return { bytes: anywhere(kind, csv([header, ...rows]), random, pick), expected: null };
  }
}

function anywhere(
  kind: Kind,
  bytes: Buffer,
  random: () => number,
  pick: <Item>(items: readonly Item[]) => Item,
): Buffer {
  const times = 1 + Math.floor(random() * 6);
  let changed = bytes;
  for (let time = 0; time < times; time += 1) {
    const at = Math.floor(random() * changed.length);
    const byte = Buffer.from([random() < 0.8 ? pick(nasty) : Math.floor(random() * 256)]);
    if (kind === "bytes replaced")
      changed = Buffer.concat([changed.subarray(0, at), byte, changed.subarray(at + 1)]);
    if (kind === "bytes inserted")
      changed = Buffer.concat([changed.subarray(0, at), byte, changed.subarray(at)]);
    if (kind === "bytes removed")
      changed = Buffer.concat([changed.subarray(0, at), changed.subarray(at + 3)]);
    if (kind === "cut anywhere") changed = changed.subarray(0, Math.max(1, at));
    if (kind === "lines shuffled together")
      changed = Buffer.concat([changed.subarray(at), changed.subarray(0, at), byte]);
  }
  return changed;
}

function soundRows(count: number, random: () => number): string[][] {
  return Array.from({ length: count }, (_, n) => [
    `C/${n}`,
    `0${1 + Math.floor(random() * 9)}/0${1 + Math.floor(random() * 9)}/2026`,
    random() < 0.5 ? "19C" : "20A",
    random() < 0.5 ? "North" : "Ynys Môn",
    String(Math.floor(random() * 90)),
  ]);
}

function csv(rows: string[][], delimiter = ",", lineEnd = "\n"): Buffer {
  return Buffer.from(rows.map((row) => row.join(delimiter) + lineEnd).join(""));
}
