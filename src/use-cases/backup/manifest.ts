import { z } from 'zod';
import { ArchiveError } from '../../archive/archive-error.ts';
import type { ArchiveReader } from '../../archive/archive-reader.ts';
import { CELL_KINDS } from '../../database/table-shapes.ts';

/** The part of an archive that says what the others hold. */
export const MANIFEST = 'manifest.json';
/** The part that lists stored files, and the one that holds their contents one after another. */
export const FILE_LIST = 'files.jsonl';
export const FILE_CONTENTS = 'files.bin';
/** The part that holds the rows of a table, a line of JSON each. */
export const partOf = (table: string): string => `tables/${table}.jsonl`;

/** How archives are made up; one that is made up otherwise gets another number. */
const FORMAT = 1;
/** Largest manifest that is read, in bytes. */
const MOST_BYTES = 4 * 1024 * 1024;

const name = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);
const count = z.int().min(0);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const column = z.strictObject({ name, kind: z.enum(CELL_KINDS) });
const table = z.strictObject({
  name,
  columns: z.array(column).min(1),
  rows: count,
  /** The highest number that was ever given to a row; null: the table numbers none. */
  counter: count.nullable(),
  bytes: count,
  sha256: digest,
});
const manifest = z.strictObject({
  product: z.literal('alpha-lab-it-portal'),
  format: z.literal(FORMAT),
  id: z.uuid(),
  madeAt: z.iso.datetime(),
  engine: z.enum(['sqlite', 'mysql']),
  /** Whose rows and files these are. */
  installation: z.string().max(36).nullable(),
  /** The history of the tables, by which they are made again. */
  migrations: z.array(z.string().regex(/^[\w-]{1,200}$/)),
  /** Tells whether somebody has the same SECRET_KEY; null: it was made without one. */
  keyProof: digest.nullable(),
  tables: z.array(table),
  files: z.strictObject({
    count,
    /** Files that rows tell of and that were not there. */
    missing: count,
    bytes: count,
    sha256: digest,
    listBytes: count,
    listSha256: digest,
  }),
});

/** What an archive says of itself: how its tables were, and how much of what is in it, with digests. */
export type Manifest = z.infer<typeof manifest>;
/** A table as an archive has it. */
export type ArchivedTable = Manifest['tables'][number];

export const PRODUCT = { product: 'alpha-lab-it-portal', format: FORMAT } as const;

/** All parts that belong to a manifest. */
function partsOf({ tables }: Manifest): ReadonlyMap<string, number | undefined> {
  return new Map<string, number | undefined>([
    [MANIFEST, undefined],
    ...tables.map(({ name: of, bytes }) => [partOf(of), bytes] as const),
  ]);
}

function requireParts(archive: ArchiveReader, read: Manifest): void {
  const parts = new Map(partsOf(read))
    .set(FILE_LIST, read.files.listBytes)
    .set(FILE_CONTENTS, read.files.bytes);
  if (parts.size !== read.tables.length + 3) throw new ArchiveError('The archive names a table twice.');
  for (const part of archive.names) {
    if (!parts.has(part)) throw new ArchiveError('The archive has parts that its manifest does not tell of.');
  }
  for (const [part, bytes] of parts) {
    const size = archive.sizeOf(part);
    if (size === -1) throw new ArchiveError(`The archive lacks ${part}.`);
    if (bytes !== undefined && bytes !== size)
      throw new ArchiveError(`${part} is not as long as the manifest says.`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ArchiveError('The manifest of the archive cannot be read.', error);
  }
}

/**
 * What an archive says of itself.
 *
 * @throws ArchiveError when it says nothing of the kind, or has not exactly the parts that it tells of.
 */
export async function readManifest(archive: ArchiveReader): Promise<Manifest> {
  if (archive.sizeOf(MANIFEST) > MOST_BYTES)
    throw new ArchiveError('The manifest of the archive is too large.');
  const chunks: Buffer[] = [];
  for await (const chunk of archive.read(MANIFEST)) chunks.push(chunk);
  const given = parsed(Buffer.concat(chunks).toString('utf8'));
  const format = z.object({ format: z.int() }).safeParse(given);
  if (format.success && format.data.format > FORMAT) {
    throw new ArchiveError('The archive was written by a newer version of the portal, in another format.');
  }
  const read = manifest.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new ArchiveError(`The manifest of the archive is not valid: ${issue?.path.join('.')}.`, read.error);
  }
  requireParts(archive, read.data);
  return read.data;
}
