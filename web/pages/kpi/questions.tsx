import { useSnapshot } from "../../layout/snapshot.ts";
import type { Kpi } from "../../types.ts";

/** Lists the eleven questions that a chief officer asks of a figure, each with a link to its answer or why there is none. */
export function Questions({ kpi }: { kpi: Kpi }) {
  const { dimensions } = useSnapshot();
  const hasGroups = Object.values(dimensions).some((values) => values.length > 1);
  return (
    <nav className="panel questions" aria-labelledby="questions">
      <h2 id="questions">Eleven questions</h2>
      <ol>
        <Question to="by-month">Is it real, since when?</Question>
        <Question to="answers">How many is that?</Question>
        <Question to={hasGroups ? "by-group" : null} why="The files tell no groups apart.">
          Where is it?
        </Question>
        <Question to="by-month">Fewer crimes, or fewer people coming forward?</Question>
        <Question to={hasGroups ? "early-or-late" : null} why="The files tell no groups apart.">
          Early or late?
        </Question>
        <Question to="open-by-age">How many are open, who holds them?</Question>
        <Question
          to={null}
          why="The files hold no dates of CPS decisions: police and CPS days cannot be told apart."
        >
          Us or the CPS?
        </Question>
        <Question to="comparators">Against similar forces?</Question>
        <Question to="revisions">Why different from the last pack?</Question>
        <Question to="agreed">What did we say we would do?</Question>
        <Question to={`definition-${kpi.id}`}>Would anyone else get the same number?</Question>
      </ol>
    </nav>
  );
}

function Question({ to, why, children }: { to: string | null; why?: string; children: string }) {
  return (
    <li>
      {to === null ? <b>{children}</b> : <a href={`#${to}`}>{children}</a>}
      {to === null && <span className="small"> {why}</span>}
    </li>
  );
}
