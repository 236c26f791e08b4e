/** The dimensions and scopes of crimes, named here a second time: the recalculation takes nothing from the product. */

export type Dimension =
  | "force"
  | "district"
  | "team"
  | "offence"
  | "victim_age_band"
  | "victim_sex"
  | "relationship"
  | "domestic"
  | "non_recent"
  | "suspect_identified";

export type Scope = "rape" | "adult-rape" | "rasso" | "all-sexual" | "all";
