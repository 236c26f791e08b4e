import { showCount } from "../disclosure/release.ts";
import type { View } from "../disclosure/view.ts";
import type { CountName } from "../model/count-names.ts";
import type { Manifest } from "../store/manifest.ts";
import { type AnswerCounts, type CountId, wholePart } from "./counts.ts";

const kinds = ["accepted", "repeated", "rejected"] as const;

/** What is shown of the rows of the files: those read are accepted, repeated or rejected. */
export function fileCounts({ snapshot }: Manifest, view: View): AnswerCounts {
  const files = snapshot.files.map((file, place) => {
    const id = (what: string): CountId => ({
      answer: "files",
      of: null,
      what: [what, file.role, `${place + 1}`],
      part: wholePart,
      when: "whole",
    });
    const whole = { id: id("read"), count: file.read };
    const parts = kinds.map((kind) => ({ id: id(kind), count: file[kind] }));
    return { whole, parts };
  });
  const counts = files.flatMap(({ whole, parts }) => [whole, ...parts]);
  return {
    counts: counts.map(({ id, count }) => ({
      id,
      count: showCount(count, view, false, "total"),
      extent: "total",
    })),
    sums: files.map(({ whole, parts }) => ({ whole: whole.id, parts: parts.map(({ id }) => id) })),
    names: counts.map(({ id: { answer, of, what } }): CountName => ({ answer, of, what })),
  };
}

/** What is shown of the checks: how many rows each has found. */
export function checkCounts({ checks }: Manifest, view: View): AnswerCounts {
  const counted = checks.map(({ check, count }) => {
    const name: CountName = { answer: "checks", of: check, what: ["found"] };
    return { name, count: showCount(count, view, false, "total") };
  });
  return {
    counts: counted.map(({ name, count }) => ({
      id: { ...name, part: wholePart, when: "whole" },
      count,
      extent: "total",
    })),
    sums: [],
    names: counted.map(({ name }) => name),
  };
}
