import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { QueryInterface } from 'sequelize';

/** What a migration or seeder file exports as `up` (and a migration as `down`). */
export type Migration = (parameters: { context: QueryInterface }) => Promise<unknown>;

/** A migration or seeder: its name, and its module, which is loaded when it runs. */
export interface MigrationFile {
  /** Without its ending, so that .ts and .js share one history. */
  readonly name: string;
  readonly load: () => Promise<{ readonly up: Migration; readonly down?: Migration }>;
}

/** The project's root, or `dist` when compiled: where `migrations` and `seeders` lie beside `src`. */
const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The migrations or seeders of this version, in order of their numbers. No pattern finds them, and they are loaded by
 * their address: the folder of the installation may be named with any character.
 *
 * @param installation the folder that has them.
 */
export async function migrationFiles(
  folder: 'migrations' | 'seeders',
  installation: string = root,
): Promise<MigrationFile[]> {
  const all = await readdir(join(installation, folder));
  // Compiled files have their types and maps beside them in some set-ups; those are no migrations.
  const files = all.filter((file) => /^\d[^.]*\.[jt]s$/.test(file)).toSorted();
  return files.map((file) => ({
    name: file.replace(/\.[jt]s$/, ''),
    load: () => import(pathToFileURL(join(installation, folder, file)).href),
  }));
}
