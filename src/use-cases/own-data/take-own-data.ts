import { Readable } from 'node:stream';
import { inTransaction } from '../../database/transaction.ts';
import { fileNameOf } from '../../documents/file-name.ts';
import { zipOf, type ZipEntry } from '../../documents/zip.ts';
import { NotFoundError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import type { Person } from '../../policies/actor.ts';
import { openStored } from '../attachments/open-stored.ts';
import type { ExportFile } from '../exports/begin-export.ts';
import { countUse } from '../people/failure-counts.ts';
import { ownFiles } from './own-files.ts';
import { ownParts } from './own-parts.ts';

/** How often one person takes it within an hour. */
const MOST = 3;
const HOUR_SECONDS = 3600;

const README = `What the Alpha Lab IT Complaint Portal knows of you.

data.json   your account and profile, your complaints with all of them that you may see, what you wrote,
            your settings, sessions, tokens (without their secrets), news, and what the journal says of you.
            Moments are in UTC.
files/      the files that you sent, each with its number before its name.

Not in it: passwords, codes and keys, which are kept as hashes or encrypted; what others wrote where you may
not read it; backups and files of reports, which age by themselves. Who is wrong about you, or has to erase
something? Ask an administrator.
`;

/** One JSON document, written as it is read. */
async function* jsonOf(actor: Person): AsyncGenerator<string> {
  let before = '{\n';
  for await (const [name, content] of ownParts(actor)) {
    yield `${before}${JSON.stringify(name)}: `;
    before = ',\n';
    if (!(Symbol.asyncIterator in content)) {
      yield JSON.stringify(content);
      continue;
    }
    let between = '[\n';
    for await (const one of content) {
      yield `${between}${JSON.stringify(one)}`;
      between = ',\n';
    }
    yield between === '[\n' ? '[]' : '\n]';
  }
  yield '\n}\n';
}

/** A name under which a file is kept on any system. */
function pathOf(id: number, originalName: string): string {
  const dot = originalName.lastIndexOf('.');
  const ending = /^\.[a-z\d]{1,8}$/i.test(originalName.slice(dot)) ? originalName.slice(dot + 1) : 'bin';
  return `files/${id}-${fileNameOf(dot > 0 ? originalName.slice(0, dot) : originalName, ending)}`;
}

async function* entriesOf(actor: Person): AsyncGenerator<ZipEntry> {
  yield { name: 'README.txt', content: Readable.from([README], { objectMode: false }) };
  yield { name: 'data.json', content: Readable.from(jsonOf(actor), { objectMode: false }) };
  for await (const file of ownFiles(actor)) {
    const name = pathOf(file.id, file.originalName);
    try {
      yield { name, content: await openStored(file), isPacked: true };
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      const told = 'This file is not there any more.\n';
      yield { name: `${name}.missing.txt`, content: Readable.from([told], { objectMode: false }) };
    }
  }
}

/**
 * All that the portal knows of somebody and may tell them, as one archive that is made while it is read. That it was taken is
 * told before its first byte leaves.
 *
 * @throws ThrottledError where it was taken too often; ProofNeededError where they have to say first who they are.
 */
export async function takeOwnData(actor: Person, now: Date = new Date()): Promise<ExportFile> {
  await inTransaction(async () => {
    await record({ name: 'user.data_downloaded', by: actor, subjectId: actor.id, details: {} });
    await countUse(`own-data:${actor.id}`, MOST, HOUR_SECONDS);
  });
  const name = fileNameOf(`my data ${now.toISOString().slice(0, 10)}`, 'zip');
  return { name, contentType: 'application/zip', content: zipOf(entriesOf(actor)) };
}
