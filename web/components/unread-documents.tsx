/** Names the documents that cannot be read, each with what is wrong and what to do; nothing if there are none. */
export function UnreadDocuments({ faults }: { faults: { name: string; fault: string }[] }) {
  if (faults.length === 0) return null;
  return (
    <div className="problem" role="status">
      <ul className="kept__files">
        {faults.map(({ name, fault }) => (
          <li key={name}>
            <b>{name}</b>: {fault}
          </li>
        ))}
      </ul>
    </div>
  );
}
