let made = 0;

/**
 * Names a data schema of the test's own: `mirror1`. CI runs the database tests also with
 * TEST_DATA_SCHEMA="Intra 42-", a name that must be quoted wherever it is written.
 */
export function dataSchema(): string {
  made += 1;
  return `${process.env["TEST_DATA_SCHEMA"] ?? "mirror"}${String(made)}`;
}
