/**
 * Counts from the JSON reports of the two test runners. Nothing may be skipped here, so a skipped test counts as
 * failed; a run that ended badly with no failed test (a file that does not load, an error outside a test) counts as one.
 *
 * @typedef {{ passed: number, failed: number }} Counts
 */

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests?: number, numTodoTests?: number,
 *   testResults: { status: string, assertionResults: unknown[] }[] }} report
 * @param {boolean} exitedWell
 * @returns {Counts}
 */
export function countVitest(report, exitedWell) {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
  return settle(report.numPassedTests, report.numFailedTests + skipped + unloaded, exitedWell);
}

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report
 * @param {boolean} exitedWell
 * @returns {Counts}
 */
export function countPlaywright({ stats }, exitedWell) {
  return settle(stats.expected, stats.unexpected + stats.flaky + stats.skipped, exitedWell);
}

/**
 * @param {number} passed
 * @param {number} failed
 * @param {boolean} exitedWell
 * @returns {Counts}
 */
function settle(passed, failed, exitedWell) {
  const nothingRan = passed + failed === 0;
  return { passed, failed: failed === 0 && (!exitedWell || nothingRan) ? 1 : failed };
}
