import { join } from 'node:path';
// The package's types lack the default export that alone works at run time.
// @ts-expect-error see above
import sqlite3 from '@appthreat/sqlite3';
import { QueryTypes, Sequelize } from 'sequelize';
import { storageUrlIn } from '../../src/config.ts';
import { storageAt } from '../../src/storage/storage-at.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { testEnvironment } from '../support/database.ts';
import { portalCommand, type CommandResult } from '../support/portal-command.ts';

/** A row as the database gives it. */
export type Row = Readonly<Record<string, string | number | null>>;

/** An installation that is tortured: its settings, and a look into it past the program. */
export interface TorturedPlace {
  readonly settings: Readonly<Record<string, string>>;
  readonly isSqlite: boolean;
  readonly storage: Storage;
  rows(sql: string): Promise<Row[]>;
  /** Changes something by hand, without what foreign keys say. */
  damage(...statements: string[]): Promise<void>;
  /** Runs an operator's command there. */
  command(...parameters: string[]): Promise<CommandResult>;
  close(): Promise<void>;
}

/** Opens an installation; the tests' own where no other settings are given. */
export function openPlace(settings: Readonly<Record<string, string>> = testEnvironment): TorturedPlace {
  const { DATABASE_URL: url = '', DATA_DIR: dataDir = '', STORAGE_URL = 'file:' } = settings;
  const isSqlite = url === '';
  // The process that stands ready for commands has the tests' own settings.
  const options = settings === testEnvironment ? {} : { env: settings };
  const connection = isSqlite
    ? new Sequelize({
        dialect: 'sqlite',
        dialectModule: sqlite3 as object,
        storage: join(dataDir, 'portal.sqlite'),
        logging: false,
        // Whoever writes at the moment is waited for.
        retry: { max: 20 },
      })
    : new Sequelize(url, { logging: false, pool: { max: 1 } });
  const bucket = storageUrlIn(STORAGE_URL);
  return {
    settings,
    isSqlite,
    storage: storageAt({ dataDir, bucket: bucket === 'folder' ? undefined : bucket }),
    rows: (sql) => connection.query<Row>(sql, { type: QueryTypes.SELECT }),
    damage: async (...statements) => {
      const [off, on] = isSqlite
        ? ['PRAGMA foreign_keys = OFF', 'PRAGMA foreign_keys = ON']
        : ['SET foreign_key_checks = 0', 'SET foreign_key_checks = 1'];
      for (const statement of [off, ...statements, on]) await connection.query(statement);
    },
    command: (...parameters) => portalCommand(parameters, options),
    close: () => connection.close(),
  };
}
