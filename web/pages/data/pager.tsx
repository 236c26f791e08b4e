import { formatCount } from "../../../server/wording/format.ts";

export const pageLength = 25;

/** Leads through a list a page at a time. */
export function Pager(props: {
  label: string;
  first: number;
  total: number;
  onPage: (first: number) => void;
}) {
  const { label, first, total, onPage } = props;
  const last = Math.min(first + pageLength, total);
  return (
    <nav className="pager" aria-label={label}>
      <button
        type="button"
        className="button"
        aria-disabled={first === 0}
        onClick={() => first > 0 && onPage(first - pageLength)}
      >
        Previous
      </button>
      <span role="status">
        {formatCount(first + 1)} to {formatCount(last)} of {formatCount(total)}
      </span>
      <button
        type="button"
        className="button"
        aria-disabled={last === total}
        onClick={() => last < total && onPage(last)}
      >
        Next
      </button>
    </nav>
  );
}
