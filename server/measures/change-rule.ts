/** When a change is named on the flight deck. Chosen by `npm run honesty`; what that measured stands in `measured`. */
export const changeRule = {
  /** How many months must differ together, at least. */
  shortest: 2,
  /** How far back a change is looked for; one longer ago than `recent` is no longer news. */
  longest: 24,
  recent: 12,
  /** How far from the months before, in standard errors. */
  score: 3.5,
  /** How far from the months before, as a share of their level. */
  size: 0.1,
};

/** `npm run honesty -- --forces 40 --seed 1`: 40 simulated forces where nothing changes, judged in 24 months each, and 40 in
 * which one thing changes by a quarter, counted as named within 7 months. */
const measured =
  "In simulated forces where nothing changes it names something in 3 months of 100. It named a change of a quarter in victims’ support or in " +
  "recorded crimes within 7 months every time; in early advice, time to charge or charges, which rest on fewer crimes, about half the time.";

export const changeRuleInWords =
  `A measure is named here only when its latest ${changeRule.shortest} to ${changeRule.recent} months together differ from the months before ` +
  `by a tenth or more and by more than ${changeRule.score} times the standard error. Weaker signals stay on their tiles. ${measured}`;
