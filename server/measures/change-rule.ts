/** When a change is named on the flight deck. Chosen by `npm run honesty`, which compares it with other rules: one length of
 * window, looked at once, leaves more of the false names that may be made to changes that are real than the best of many
 * lengths does. What was measured stands in `measured`. */
export const changeRule = {
  /** How many of the latest months are taken together. */
  months: 6,
  /** How far from the months before, in standard errors. */
  score: 3,
  /** How far from the months before, as a share of their level. */
  size: 0.125,
};

/** `npm run honesty` (seed 1): 240 simulated forces where nothing changes, judged in 24 months each, and 240 in which one thing
 * changes by a quarter, counted as named within 7 months. */
const measured =
  "In simulated forces where nothing changes it names something in 3 months of 100. It named a change of a quarter within 7 months in 95 forces of 96 " +
  "where it was in victims’ support or recorded crimes, in 71 of 96 where it was in early advice or time to charge, in 15 of 48 where it was in charges: " +
  "these rest on fewer crimes, and even a test that knew when and by how much they changed could not name every one.";

export const changeRuleInWords =
  `A measure is named here only when its latest ${changeRule.months} months together differ from the 24 months before (a count: from the same months a ` +
  `year before) by an eighth or more and by at least ${changeRule.score} times the standard error. Weaker signals stay on their tiles. ${measured}`;
