export type NumberedText = { number: number; text: string };

/** The different texts of a file, each with its number: exports repeat the same few thousand dates, codes and labels in a
 * million rows, and what a text means is worked out once. Number 0 is the blank. */
export type Dictionary = {
  /** The number of the text that stands in these bytes, which are UTF-8, and whose hash was worked out with `hashOn`. */
  numberOf: (bytes: Buffer, from: number, to: number, hash: number) => number;
  /** Every text but the blank. */
  list: () => NumberedText[];
};

/** Makes the counter from which every thread of an import takes the numbers of its texts, so that no two texts share a number. */
export function createTextNumbers(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** Makes an empty dictionary: a hash table with open addressing, its texts one after the other in one buffer. `lastNumber` is
 * shared by all dictionaries of an import. */
export function createDictionary(lastNumber: Int32Array): Dictionary {
  let store = Buffer.allocUnsafe(1 << 16);
  let ends = new Uint32Array(1 << 10);
  let numbers = new Int32Array(1 << 10);
  let slots = new Uint32Array(1 << 11);
  let count = 0;

  return { numberOf, list };

  function numberOf(bytes: Buffer, from: number, to: number, hash: number): number {
    if (from === to) return 0;
    const mask = slots.length - 1;
    let slot = mixed(hash) & mask;
    for (let place = slots[slot] ?? 0; place !== 0; place = slots[slot] ?? 0) {
      if (isText(place, bytes, from, to)) return numbers[place] ?? 0;
      slot = (slot + 1) & mask;
    }
    const number = keep(bytes, from, to);
    slots[slot] = count;
    if (count * 2 > slots.length) growSlots();
    return number;
  }

  function isText(place: number, bytes: Buffer, from: number, to: number): boolean {
    const start = ends[place - 1] ?? 0;
    if ((ends[place] ?? 0) - start !== to - from) return false;
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
      ends = longer(ends, new Uint32Array(count * 2));
      numbers = longer(numbers, new Int32Array(count * 2));
    }
    ends[count] = end;
    const number = Atomics.add(lastNumber, 0, 1) + 1;
    numbers[count] = number;
    return number;
  }

  function growSlots(): void {
    const more = new Uint32Array(slots.length * 2);
    const mask = more.length - 1;
    for (let place = 1; place <= count; place += 1) {
      let slot = mixed(hashOf(store, ends[place - 1] ?? 0, ends[place] ?? 0)) & mask;
      while (more[slot] !== 0) slot = (slot + 1) & mask;
      more[slot] = place;
    }
    slots = more;
  }

  function list(): NumberedText[] {
    return Array.from({ length: count }, (_, index) => ({
      number: numbers[index + 1] ?? 0,
      text: store.toString("utf8", ends[index] ?? 0, ends[index + 1] ?? 0),
    }));
  }
}

/** The hash of no bytes, by FNV-1a. */
export const hashOfNone = 0x811c9dc5;

/** Works out the hash of some bytes and one more from the hash of the bytes before it. */
export function hashOn(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

/** Works out the hash of the bytes between two places, as `hashOn` does byte by byte. */
export function hashOf(bytes: Buffer, from: number, to: number): number {
  let hash = hashOfNone;
  for (let at = from; at < to; at += 1) hash = hashOn(hash, bytes[at] ?? 0);
  return hash;
}

function mixed(hash: number): number {
  return hash ^ (hash >>> 15);
}

function longer<Numbers extends Uint32Array | Int32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
