// @ts-expect-error the package has no default export in its types, yet only the default import works at run time
import sqlite3 from '@appthreat/sqlite3';

interface Serializing {
  serialize: (this: Serializing, work: () => unknown) => void;
}

let isAsked = false;

/** Whether an error on SQLite says where it happened, for tests of what is said of errors. */
export function askForStacks(isWanted: boolean): void {
  isAsked = isWanted;
}

/**
 * Lets Sequelize make an error for each statement on SQLite, as it does lest one fails, without asking where that is: with
 * the maps of what was compiled for the tests the answer takes a twentieth of their time, and names nothing but Sequelize.
 */
export function askNoStacks(): void {
  const { prototype } = sqlite3.Database as { prototype: Serializing };
  const { serialize } = prototype;
  prototype.serialize = function (this: Serializing, work) {
    serialize.call(this, () => {
      const { stackTraceLimit } = Error;
      if (!isAsked) Error.stackTraceLimit = 0;
      try {
        return work();
      } finally {
        Error.stackTraceLimit = stackTraceLimit;
      }
    });
  };
}
