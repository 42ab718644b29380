import { Readable } from 'node:stream';
import { InvalidInputError } from '../../errors.ts';
import type { MailFile } from '../../mail/read-mail.ts';
import { MOST_FILES } from '../attachments/file-limits.ts';
import { fileName } from '../attachments/file-name.ts';
import { discardFiles } from '../attachments/keeping-files.ts';
import { receiveFile } from '../attachments/receive-file.ts';
import type { ReceivedFile } from '../attachments/received-file.ts';
import { stageFiles } from '../attachments/stage-files.ts';

/** Most reasons that a mail about files left out tells. */
const MOST_TOLD = 10;

/** The files of a mail, as far as they are taken. */
export interface TakenFiles {
  readonly files: readonly ReceivedFile[];
  /** Which are left out, and why, one sentence each. */
  readonly leftOut: readonly string[];
}

/** What the rules for uploads say against something; any other failure is none of the sender's. */
function reasonOf(error: unknown): string {
  if (error instanceof InvalidInputError) return error.message;
  throw error;
}

async function takeEach(files: readonly MailFile[], leftOut: string[]): Promise<ReceivedFile[]> {
  const taken: ReceivedFile[] = [];
  for (const { name, content } of files) {
    try {
      if (taken.length === MOST_FILES)
        leftOut.push(`${fileName(name)} is one too many: at most ${MOST_FILES} are taken.`);
      else taken.push(await receiveFile(Readable.from([content]), name));
    } catch (error) {
      leftOut.push(reasonOf(error));
    }
  }
  return taken;
}

/**
 * Takes in the files of a mail by the rules of uploads; those that break one are left out, and what was said counts.
 *
 * @param mostMb of one person within 24 hours; 0: no limit.
 * @throws StorageError.
 */
export async function takeFiles(
  files: readonly MailFile[],
  ownerId: number,
  mostMb: number,
): Promise<TakenFiles> {
  const leftOut: string[] = [];
  const taken = await takeEach(files, leftOut);
  const told =
    leftOut.length <= MOST_TOLD
      ? leftOut
      : [...leftOut.slice(0, MOST_TOLD), `And ${leftOut.length - MOST_TOLD} more.`];
  if (taken.length === 0) return { files: taken, leftOut: told };
  try {
    return { files: await stageFiles(ownerId, taken, mostMb), leftOut: told };
  } catch (error) {
    await discardFiles(taken);
    return { files: [], leftOut: [...told, reasonOf(error)] };
  }
}
