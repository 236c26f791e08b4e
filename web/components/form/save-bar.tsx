import { isApiProblem } from "../../api/client.ts";

/** Says what saving would change. It stays in view while there are changes. */
export function SaveBar(props: {
  changes: string[];
  isSaving: boolean;
  isSaved: boolean;
  error: Error | null;
  onDiscard: () => void;
  onReadAgain: () => Promise<void>;
}) {
  const { changes, error } = props;
  const isOvertaken = isApiProblem(error) && error.code === "changed-meanwhile";
  return (
    <div className={changes.length > 0 ? "save-bar save-bar--open" : "save-bar"}>
      <div role="status">
        {changes.length > 0 && (
          <>
            <p>
              <b>{changes.length === 1 ? "1 change" : `${changes.length} changes`} not saved yet</b>
            </p>
            <ul className="save-bar__changes">
              {changes.slice(0, 6).map((change) => (
                <li key={change}>{change}</li>
              ))}
              {changes.length > 6 && <li>and {changes.length - 6} more</li>}
            </ul>
          </>
        )}
        {changes.length === 0 && props.isSaved && <p>Saved. Every page shows it now.</p>}
      </div>
      {error && (
        <p role="alert" className="words--concern">
          Not saved. {error.message}
        </p>
      )}
      {changes.length > 0 && (
        <p className="save-bar__ways">
          <button type="submit" className="button button--main" disabled={props.isSaving}>
            {props.isSaving ? "Saving…" : "Save"}
          </button>
          <button type="button" className="button" onClick={props.onDiscard}>
            Discard changes
          </button>
          {isOvertaken && (
            <button type="button" className="button" onClick={() => void props.onReadAgain()}>
              Show what was saved, and drop my changes
            </button>
          )}
        </p>
      )}
    </div>
  );
}
