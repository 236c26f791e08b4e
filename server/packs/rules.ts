/** The rules of control charts that a pack follows, in the words that every page carries. A change of a rule changes its words, so
 * that a frozen pack tells by which it was made. */
export const chartRules =
  "XmR, rules version 1: average ± 2.66 × the average moving range, ranges above 3.267 × their average left out once; signals are a month outside the limits, seven rising or falling, two of three near a limit, seven on one side of the average";
