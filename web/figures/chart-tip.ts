import type { ChartOption } from "../../server/charts/drawing.ts";
import { palette } from "../../server/charts/palette.ts";
import type { Stop } from "./chart.ts";

/** A chart with a reading at the pointer: ECharts places its tooltip, which says what is said of the stop. */
export function withTip(option: ChartOption, stops: Stop[]): ChartOption {
  return {
    ...option,
    tooltip: {
      ...option.tooltip,
      confine: true,
      transitionDuration: 0,
      backgroundColor: palette.ink,
      borderWidth: 0,
      padding: [7, 10],
      textStyle: { color: palette.paper, fontSize: 13, lineHeight: 19 },
      formatter: (read) => {
        const stop = stops[[read].flat()[0]?.dataIndex ?? -1];
        return stop ? tipOf(stop) : "";
      },
    },
  };
}

/** Elements rather than HTML, so that a name from a file stays a name, and the content policy finds no style in it. */
function tipOf({ title, facts }: Stop): HTMLElement {
  const tip = document.createElement("div");
  tip.className = "chart__tip";
  const head = document.createElement("strong");
  head.textContent = title;
  tip.append(
    head,
    ...facts.map((fact) => {
      const line = document.createElement("span");
      line.textContent = fact;
      return line;
    }),
  );
  return tip;
}
