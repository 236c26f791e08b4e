/** The different texts of an import, each with its number: exports repeat the same few thousand dates, codes and labels in
 * a million rows, and what a text means is worked out once. Number 0 is the blank. */
export type Texts = {
  /** The number of the text that stands in these bytes, which are UTF-8, and whose hash was worked out with `hashOn`. */
  numberOf: (bytes: Buffer, from: number, to: number, hash: number) => number;
  /** Every text but the blank, the first one with number 1. */
  list: () => string[];
};

/** Texts by their bytes: a hash table with open addressing, its texts one after the other in one buffer. */
export function createTexts(): Texts {
  let store = Buffer.allocUnsafe(1 << 16);
  let ends = new Uint32Array(1 << 10);
  let slots = new Uint32Array(1 << 11);
  let count = 0;

  return { numberOf, list };

  function numberOf(bytes: Buffer, from: number, to: number, hash: number): number {
    if (from === to) return 0;
    const mask = slots.length - 1;
    let slot = mixed(hash) & mask;
    for (let found = slots[slot] ?? 0; found !== 0; found = slots[slot] ?? 0) {
      if (isText(found, bytes, from, to)) return found;
      slot = (slot + 1) & mask;
    }
    slots[slot] = keep(bytes, from, to);
    if (count * 2 > slots.length) growSlots();
    return count;
  }

  function isText(number: number, bytes: Buffer, from: number, to: number): boolean {
    const start = ends[number - 1] ?? 0;
    if ((ends[number] ?? 0) - start !== to - from) return false;
    for (let at = from, kept = start; at < to; at += 1, kept += 1)
      if (bytes[at] !== store[kept]) return false;
    return true;
  }

  function keep(bytes: Buffer, from: number, to: number): number {
    const start = ends[count] ?? 0;
    const end = start + to - from;
    if (end > store.length) store = Buffer.concat([store], Math.max(end, store.length * 2));
    bytes.copy(store, start, from, to);
    count += 1;
    if (count === ends.length) {
      const more = new Uint32Array(ends.length * 2);
      more.set(ends);
      ends = more;
    }
    ends[count] = end;
    return count;
  }

  function growSlots(): void {
    const more = new Uint32Array(slots.length * 2);
    const mask = more.length - 1;
    for (let number = 1; number <= count; number += 1) {
      let slot = mixed(hashOf(store, ends[number - 1] ?? 0, ends[number] ?? 0)) & mask;
      while (more[slot] !== 0) slot = (slot + 1) & mask;
      more[slot] = number;
    }
    slots = more;
  }

  function list(): string[] {
    return Array.from({ length: count }, (_, index) =>
      store.toString("utf8", ends[index] ?? 0, ends[index + 1] ?? 0),
    );
  }
}

/** FNV-1a: the hash of no bytes, and that of some bytes and one more. */
export const hashOfNone = 0x811c9dc5;
export function hashOn(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

export function hashOf(bytes: Buffer, from: number, to: number): number {
  let hash = hashOfNone;
  for (let at = from; at < to; at += 1) hash = hashOn(hash, bytes[at] ?? 0);
  return hash;
}

function mixed(hash: number): number {
  return hash ^ (hash >>> 15);
}
