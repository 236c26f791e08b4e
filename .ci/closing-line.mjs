// Adds up what passed and failed: the exit code of the check, and the reports of vitest that are named after it. A file that failed
// outside of its tests counts as one that failed, and so does a report that is not there.
import { existsSync, readFileSync } from "node:fs";

const [check, ...reports] = process.argv.slice(2);
const counts = [
  check === "0" ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
  ...reports.map(countsOf),
];
const sum = (/** @type {"passed" | "failed"} */ key) => counts.reduce((total, each) => total + each[key], 0);
process.stdout.write(`${sum("passed")} passed, ${sum("failed")} failed\n`);

/** @param {string} report */
function countsOf(report) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  const hasFailedTest = ({ assertionResults }) => assertionResults.some(({ status }) => status === "failed");
  const failedOutside = testResults.filter((file) => file.status === "failed" && !hasFailedTest(file)).length;
  return { passed: numPassedTests, failed: numFailedTests + failedOutside };
}
