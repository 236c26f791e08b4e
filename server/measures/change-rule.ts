/** When a change is named on the flight deck, chosen by `npm run honesty`: the rates that it printed stand in `measured`. */
export const changeRule = {
  /** How many months must differ together, at least. */
  shortest: 2,
  /** How far back a change is looked for; one longer ago than `recent` is no longer news. */
  longest: 24,
  recent: 12,
  /** How far from the months before, in standard errors. */
  score: 3.4,
  /** How far from the months before, as a share of their level. */
  size: 0.1,
};

export const changeRuleInWords =
  `A measure is named here only when its latest ${changeRule.shortest} to ${changeRule.recent} months together differ from the months before ` +
  `by a tenth or more and by more than ${changeRule.score} times what chance alone would give. Weaker signals stay on their tiles.`;
