/** Shows a part of the page by its id and puts the focus there; what is folded around it is opened. */
export function showPart(id: string): void {
  const part = document.getElementById(id);
  for (let fold = part?.closest("details"); fold; fold = fold.parentElement?.closest("details"))
    fold.open = true;
  part?.scrollIntoView({ block: "start" });
  part?.focus({ preventScroll: true });
}
