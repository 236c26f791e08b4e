import { availableParallelism, loadavg } from "node:os";

const minute = 60_000;

/** How long tests wait, in milliseconds, before they say that something hangs: the only limits that they have. They say nothing of
 * speed, so they are far longer than anything takes, and a wait is longer the more a processor has to do just then. */
export const patience = {
  get ofWait() {
    const [load = 0] = loadavg();
    return minute * Math.max(2, 1 + load / availableParallelism());
  },
  ofTest: 40 * minute,
};
