/** Whether this is the run on the embedded database with files in a folder, the quickest. */
const isFirst = (process.env.TEST_DATABASE_URL ?? '') === '' && process.env.PORTAL_TEST_STORAGE === undefined;

/** `it` for what has nothing to do with database or storage, in a file that is run with each of them. */
export function itOnce(title: string, test: Mocha.AsyncFunc): void {
  if (isFirst) it(title, test);
}
