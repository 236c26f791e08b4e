import { testFew } from "./few.ts";
import { load } from "./load.ts";

testFew([{ suite: load, tries: 2 }]);
