import { type DragEvent, type ReactNode, useId, useState } from "react";

/** A place to drop files. It is the label of an ordinary file input, so the keyboard can open the dialogue. */
export function DropZone({ onFiles, children }: { onFiles: (files: File[]) => void; children?: ReactNode }) {
  const id = useId();
  const [isOver, setOver] = useState(false);

  function take(list: FileList | null): void {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(files);
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }

  return (
    <section
      className={isOver ? "drop drop--over" : "drop"}
      aria-labelledby={`${id}-title`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <svg className="drop__picture" viewBox="0 0 44 44" aria-hidden="true">
        <path className="drop__sheet" d="M10 4h16l8 8v28H10zM26 4v8h8" />
        <path className="drop__arrow" d="M22 33V20M16 25.5l6-6 6 6" />
      </svg>
      <div className="drop__words">
        <h2 id={`${id}-title`}>Drop CSV files here</h2>
        <p className="small">
          or{" "}
          <label className="drop__choose">
            <input
              type="file"
              multiple
              accept=".csv,.txt,.tsv,text/csv"
              aria-describedby={`${id}-note`}
              onChange={(event) => {
                take(event.target.files);
                event.target.value = "";
              }}
            />
            <span>choose files</span>
          </label>
          : cases and outcomes together, several of each if need be.
        </p>
        <p className="small" id={`${id}-note`}>
          No names, addresses or dates of birth, please. Only columns that are matched below are read.
        </p>
      </div>
      {children}
    </section>
  );
}
