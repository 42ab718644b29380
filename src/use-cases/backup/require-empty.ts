import { openOwnConnection } from '../../database/own-connection.ts';
import { tableShapes } from '../../database/table-shapes.ts';
import { ConflictError } from '../../errors.ts';
import { storage } from '../../storage/storage.ts';
import { SET_UP } from './left-out.ts';
import type { Manifest } from './manifest.ts';

/** Most tables that are named. */
const MOST_NAMED = 8;

async function filledTables(): Promise<string[]> {
  const connection = await openOwnConnection();
  try {
    const filled: string[] = [];
    for (const { name } of await tableShapes(connection)) {
      if (SET_UP.has(name)) continue;
      const [row] = await connection.rows(`SELECT COUNT(*) AS rows_there FROM \`${name}\``);
      if (Number(row?.[0]) > 0) filled.push(`${name}: ${Number(row?.[0])}`);
    }
    return filled;
  } finally {
    await connection.close();
  }
}

/** @throws ConflictError that tells what is there, unless nobody ever entered anything into the database. */
export async function requireEmptyDatabase(): Promise<void> {
  const filled = await filledTables();
  if (filled.length === 0) return;
  const more = filled.length > MOST_NAMED ? `, and ${filled.length - MOST_NAMED} more tables` : '';
  throw new ConflictError(
    `This database is not empty, and a restore would take the place of all of it (${filled.slice(0, MOST_NAMED).join(', ')}${more}). ` +
      'Restore into an empty one: another DATABASE_URL, or another DATA_DIR.',
  );
}

async function hasFiles(): Promise<boolean> {
  for await (const _file of storage().list()) return true;
  return false;
}

/** @throws ConflictError unless the files may be put there: nothing is, or files of the same installation as is known. */
export async function requireRoomForFiles({ installation }: Manifest, mayStand: boolean): Promise<void> {
  if (!(await hasFiles())) return;
  const owner = await storage().owner();
  if (owner === undefined || owner !== installation) {
    throw new ConflictError(
      'There are stored files of another installation where attachments are kept. Restore where there are none.',
    );
  }
  if (mayStand) return;
  throw new ConflictError(
    'The files of this installation are there already. If its database is lost and these are what is left, run it ' +
      'with --keep-files; if another portal uses them, restore elsewhere, or each will take the files of the other away.',
  );
}
