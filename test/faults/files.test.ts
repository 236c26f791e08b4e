import { accessHostile } from "./access-hostile.ts";
import { accessLogTampered } from "./access-log.ts";
import { testFew } from "./few.ts";
import { mutated } from "./mutated.ts";
import { damaged } from "./snapshots.ts";

testFew([
  { suite: mutated, tries: 300 },
  { suite: damaged, tries: 10 },
  { suite: accessHostile, tries: 12 },
  { suite: accessLogTampered, tries: 20 },
]);
