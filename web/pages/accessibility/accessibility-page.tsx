import { useTitle } from "../../components/use-title.ts";

/** The accessibility statement that the regulations of 2018 ask of a public body, for the force to complete. */
export function AccessibilityPage() {
  useTitle("Accessibility");
  return (
    <article className="prose">
      <h1>Accessibility statement</h1>
      <p>
        This statement is about the NOM Flight Deck as this force runs it. We want as many people as possible
        to be able to use it. You should be able to zoom to 400% without losing anything, use every part with
        a keyboard, and hear every figure with a screen reader: each chart has a sentence that says what it
        shows, and a table with the same figures.
      </p>
      <h2>How accessible it is</h2>
      <p>
        It is built to the Web Content Accessibility Guidelines version 2.2, level AA. Every page is checked
        by machine in a real browser with each change. It has not been audited by people who do not work on
        it.
      </p>
      <h2>What you may find hard</h2>
      <ul>
        <li>Wide tables scroll sideways inside their frame on a small screen.</li>
        <li>A file that is downloaded as CSV has no marking up for headings; the table on the page has.</li>
      </ul>
      <h2>Tell us</h2>
      <p>
        If you find something that is not listed here, or need a figure in another form, tell your force’s
        performance team. If you are not happy with the answer, the Equality Advisory and Support Service can
        advise you. The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and
        Mobile Applications) (No. 2) Accessibility Regulations 2018.
      </p>
      <p>This statement was prepared on 24 November 2026.</p>
    </article>
  );
}
