import { textKey } from '../../../models/text.ts';
import { planFile, textFile, MOST_BYTES, type PlannedFile } from '../attached-file.ts';
import { idIn, momentIn, textIn, type SourceRow } from '../clean.ts';
import { findMedia } from '../media.ts';
import { REMARK_LENGTH } from '../../../models/remark.ts';
import { isLonger } from '../clean.ts';
import { PARTS, type Dossier, type SourceKey } from '../story/dossier.ts';
import type { Step } from '../story/story.ts';
import type { Ground } from './ground.ts';
import type { RowFates } from './row-fates.ts';

const TABLE = PARTS.files;

/** A file of a complaint or of what was said with a step. */
export interface FileOf {
  readonly planned: PlannedFile;
  readonly at: Date;
  readonly uploaderId: number | null;
  /** Undefined: it came with the complaint. */
  readonly step?: Step;
  readonly source?: SourceKey;
}

/** What the old portal calls a file, without what its storage made of the name. */
function calledThere(row: SourceRow): string {
  const original = textIn(row, 'original_filename');
  return textKey(original) === '' ? textIn(row, 'file') : original;
}

async function fileOf(
  { run, people }: Ground,
  { id: complaintId }: Dossier,
  row: SourceRow,
  fates: RowFates,
  otherwise: Date,
): Promise<FileOf | undefined> {
  const source = { table: TABLE, id: idIn(row, 'id') ?? 0 };
  const skip = (why: string): undefined => {
    fates.skipped(TABLE, source.id, why);
    return undefined;
  };
  if (run.media === undefined) return skip('--media was not given; the next run takes it where it is');
  const found = await findMedia(run.media, textIn(row, 'file'));
  if ('why' in found) return skip(found.why);
  if (found.sizeBytes > MOST_BYTES) return skip('it is larger than 1 GB');
  const planned = await planFile(found, calledThere(row));
  if (planned.unusual !== undefined)
    run.ledger.note(
      'Files that could not be attached today; they are taken, and only ever downloaded',
      `#${complaintId}: ${planned.name}, ${planned.unusual}`,
    );
  const uploaderId = people.get(idIn(row, 'uploaded_by_id') ?? 0)?.id ?? null;
  return { planned, at: momentIn(row, 'uploaded_at') ?? otherwise, uploaderId, source };
}

/** Texts that are longer than a reply may be, whole. */
function longTexts(steps: readonly Step[]): FileOf[] {
  return steps.flatMap((step) =>
    step.said !== undefined && isLonger(step.said.text, REMARK_LENGTH)
      ? [
          {
            planned: textFile('whole-text.txt', step.said.text),
            at: step.at,
            uploaderId: step.said.author?.id ?? null,
            step,
          },
        ]
      : [],
  );
}

/** The files of a complaint: those that were attached, and texts that no field holds. */
export async function filesOf(
  ground: Ground,
  dossier: Dossier,
  {
    steps,
    fates,
    whole,
    createdAt,
    reporterId,
    isKnown,
  }: {
    readonly steps: readonly Step[];
    readonly fates: RowFates;
    readonly whole: string | undefined;
    readonly createdAt: Date;
    readonly reporterId: number;
    readonly isKnown: (source: SourceKey) => boolean;
  },
): Promise<FileOf[]> {
  const files: FileOf[] = [];
  for (const row of dossier.files) {
    if (isKnown({ table: TABLE, id: idIn(row, 'id') ?? 0 })) continue;
    const file = await fileOf(ground, dossier, row, fates, createdAt);
    if (file !== undefined) files.push(file);
  }
  if (whole !== undefined)
    files.push({ planned: textFile('whole-description.txt', whole), at: createdAt, uploaderId: reporterId });
  return [...files, ...longTexts(steps)];
}
