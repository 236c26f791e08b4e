/** The rules of control charts in the words of every page of a pack. A change of a rule changes its words, so that a frozen pack tells
 * which rule made it. */
export const chartRules =
  "XmR, rules version 1: average ± 2.66 × the average moving range, ranges above 3.267 × their average left out once; signals are a month outside the limits, seven rising or falling, two of three near a limit, seven on one side of the average";
