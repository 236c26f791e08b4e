import { Link } from "@tanstack/react-router";
import { useTitle } from "../../components/use-title.ts";

/** Tells data protection officers and IT what is held about whom, how long, who sees it, and how to erase it. */
export function DataProtectionPage() {
  useTitle("Data protection");
  return (
    <article className="prose">
      <h1>Data protection note</h1>
      <p>
        What this flight deck holds about people, for the force’s data protection officer and IT. The people
        are victims and suspects of rape and other sexual offences. Victims have lifelong anonymity in law.
      </p>
      <h2>What is held</h2>
      <table>
        <caption className="visually-hidden">What is held, about whom, where and for how long</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Of whom</th>
            <th scope="col">How long</th>
          </tr>
        </thead>
        <tbody>
          {held.map(({ what, whom, long }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{whom}</td>
              <td>{long}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        There are no names, addresses, telephone numbers or free text about an incident. Leave such columns
        out of the export: a column that is not known is not read. Officers and victims are keys that only the
        force can resolve.
      </p>
      <h2>Who sees what</h2>
      <p>
        Viewers and external packs see rounded figures: counts under 13 (of a group under 15) are hidden,
        others rounded, so that subtraction does not give small groups away. Officers see exact figures
        without groups of 1 to 4. Only analysts see lists of crimes, at most 2,000 crimes a person and day
        unless the settings say otherwise. No role includes another.
      </p>
      <h2>What is recorded</h2>
      <p>
        Collection, alteration, consultation, disclosure, combination and erasure are recorded as section 62
        of the Data Protection Act 2018 asks: when, who, in which role, what, how many rows, and for whom a
        file was made. The record is written before anything is shown, and cannot be changed without being
        found out. Auditors read it on the page <Link to="/audit">Access log</Link>; IT checks it with{" "}
        <code>npm run audit -- verify</code>.
      </p>
      <h2>How a record is erased</h2>
      <ol>
        <li>Export the files again without the crime, and import them.</li>
        <li>
          Remove the earlier snapshots: set “Snapshots kept” to 2 and import once more, or have IT remove
          their folders. A row that is deleted stays in the bytes of the file that held it, so the file goes
          as a whole.
        </li>
        <li>Have IT do the same with backups. Frozen packs hold figures only, never crimes.</li>
      </ol>
      <h2>Where it lies</h2>
      <p>
        On the force’s own server, in one folder that only its account may read. The folder is not encrypted
        by itself: it belongs on an encrypted disk. Nothing is sent anywhere but to the force’s own sign-in
        service. There are no cookies but the one that keeps a person signed in.
      </p>
    </article>
  );
}

const held = [
  {
    what: "Snapshots: crimes, their dates, outcomes, offence, district and team",
    whom: "Victims and suspects, by keys that the force made; victims’ age, sex and relationship to the suspect",
    long: "As long as the snapshot is kept: the last 24 imports, unless the settings say otherwise",
  },
  {
    what: "Rejected rows, with their text as it was in the file",
    whom: "The same people",
    long: "As long as the snapshot",
  },
  {
    what: "Uploaded files",
    whom: "The same people",
    long: "Until their import is published, or for 10 minutes after it was thrown away",
  },
  {
    what: "Access log",
    whom: "People who use the flight deck. Crimes are in it as keyed hashes only",
    long: "Until the force removes it; nothing removes it by itself",
  },
  {
    what: "Packs, settings and their history",
    whom: "People who wrote or approved them, by name",
    long: "Until the force removes them",
  },
];
