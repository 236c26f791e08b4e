import { changing } from "./changing.ts";
import { disk } from "./disk.ts";
import { testFew } from "./few.ts";
import { killsAtAnyTime, killsAtSteps } from "./kills.ts";
import { together } from "./together.ts";

testFew([
  { suite: killsAtSteps, tries: 5 },
  { suite: killsAtAnyTime, tries: 3 },
  { suite: disk, tries: 3 },
  { suite: together, tries: 1 },
  { suite: changing, tries: 4 },
]);
