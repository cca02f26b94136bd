const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

/**
 * Mocha's spec reporter, which also writes the counts to the file that COUNTS_FILE names. Only that file proves that the
 * tests ran to their end: an extension host that dies halfway ends with exit code 0.
 */
module.exports = class CountingSpec extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      if (process.env.COUNTS_FILE !== undefined) {
        const { passes, failures, pending } = this.stats;
        writeFileSync(process.env.COUNTS_FILE, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
      }
    });
  }
};
