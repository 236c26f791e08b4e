/** The colours of `styles/tokens.css`, for charts that are drawn without style sheets: pictures, slides, SVG files. */
export const palette = {
  ink: "#14212e",
  ink2: "#3b4b5a",
  muted: "#566472",
  paper: "#ffffff",
  accent: "#17375e",
  improvement: "#0a63a8",
  concern: "#b84c00",
  signal: "#3d3557",
  common: "#6f7d8a",
  lineStrong: "#7d8b98",
  line: "#d5dce2",
  band: "#e9edf1",
  trace: "#8c99a5",
  hatch: "#c9d1d8",
  volume: "#a9b6c3",
  plum: "#663a82",
  teal: "#25706a",
  ochre: "#9c7626",
  grey: "#8b96a0",
  open: "#e6eaee",
  openHatch: "#c6cfd7",
} as const;

/** Single quotes: the names stand inside an attribute of an SVG file. */
export const fontFamily = "'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";
