import type { Readable } from 'node:stream';
import type { Request } from 'express';
import { InvalidInputError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { referenceDataPolicy } from '../../policies/reference-data.ts';
import { mayImportPeople } from '../../policies/user.ts';
import { MOST_BYTES } from '../../use-cases/people/import/decode-text.ts';
import { MOST_ICS_BYTES } from '../../use-cases/targets/holidays/read-ics.ts';
import { readMultipart, type FormFields } from '../../web/multipart.ts';
import { personOf } from '../../web/session.ts';

/** A call that brings a file to import. */
interface Import {
  readonly path: RegExp;
  readonly mostBytes: number;
  readonly may: (actor: Actor) => boolean;
}

const IMPORTS: readonly Import[] = [
  { path: /^\/api\/resources\/users\/actions\/importPeople$/, mostBytes: MOST_BYTES, may: mayImportPeople },
  {
    path: /^\/api\/resources\/calendars\/records\/[1-9]\d*\/importHolidays$/,
    mostBytes: MOST_ICS_BYTES,
    may: (actor) => referenceDataPolicy.may(actor, 'create'),
  },
];
/** The field in which the file comes. */
const FIELD = 'file';
/** More than is taken, so that whoever sends more reads why instead of losing the line. */
const FORM_BYTES = 32 * 1024 * 1024;

/** A file to import in memory; of one that is too large no more than shows that. */
class ImportFile {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/**
 * The bytes of the file that came with a form.
 *
 * @throws InvalidInputError at `file` where none came.
 */
export function fileIn({ file }: Readonly<Record<string, unknown>>): Uint8Array {
  if (!(file instanceof ImportFile)) throw new InvalidInputError({ file: 'Choose a file first.' });
  return file.bytes;
}

/** The import that this is, of somebody who may do it. */
export function importOf(request: Request): Import | undefined {
  if (request.is('multipart/form-data') === false) return undefined;
  return IMPORTS.find(({ path, may }) => path.test(request.path) && may(personOf(request)));
}

function collect(content: Readable, parts: Buffer[], mostBytes: number): void {
  let size = 0;
  content.on('data', (part: Buffer) => {
    if (size <= mostBytes) parts.push(part);
    size += part.length;
  });
}

/** Reads the form with its file, of which there may be one. */
export async function readImportForm(
  request: Request,
  { mostBytes }: Import,
): Promise<{ fields: FormFields; file?: ImportFile }> {
  let parts: Buffer[] | undefined;
  const fields = await readMultipart(request, FORM_BYTES, (field, content) => {
    if (field !== FIELD || parts !== undefined) {
      content.resume();
    } else {
      parts = [];
      collect(content, parts, mostBytes);
    }
  });
  return parts === undefined ? { fields } : { fields, file: new ImportFile(Buffer.concat(parts)) };
}
