import { literal, Op } from 'sequelize';
import { inTransaction } from '../../../database/transaction.ts';
import { Complaint } from '../../../models/complaint.ts';
import { indexOf, writeIndex } from './index-complaint.ts';
import { learnWords } from './search-dictionary.ts';

/** Complaints of one transaction: few, since on SQLite everybody else's writing waits for it. */
const BATCH = 50;

const NOT_INDEXED = literal(
  'NOT EXISTS (SELECT 1 FROM search_documents WHERE complaint_id = `Complaint`.`id`)',
);

/** The next complaints that no search finds, the newest first: they are looked for most. */
function missing(beforeId: number | undefined): Promise<Complaint[]> {
  const before = beforeId === undefined ? [] : [{ id: { [Op.lt]: beforeId } }];
  return Complaint.findAll({
    where: { [Op.and]: [...before, NOT_INDEXED] },
    order: [['id', 'DESC']],
    limit: BATCH,
  });
}

/** Indexes one of them, unless it is gone or was indexed meanwhile. */
async function index(id: number): Promise<boolean> {
  const where = { [Op.and]: [{ id }, NOT_INDEXED] };
  // Whoever changes it, or files it just now, is waited for.
  const complaint = await Complaint.findOne({ where, lock: true });
  if (complaint === null) return false;
  await writeIndex(await indexOf(complaint));
  return true;
}

async function indexBatch(batch: readonly Complaint[]): Promise<number> {
  // Apart and at once: nobody's filing has to wait for words of a long transaction.
  const words = new Set<string>();
  for (const complaint of batch) for (const word of (await indexOf(complaint)).words.keys()) words.add(word);
  await inTransaction(() => learnWords(words));
  return inTransaction(async () => {
    let done = 0;
    for (const { id } of batch) if (await index(id)) done += 1;
    return done;
  });
}

/**
 * Makes complaints found that came into the database by another way than the portal, or whose index is of an older
 * version. It does nothing when there are none. Returns how many there were.
 *
 * @param signal ends it between two batches; the next call goes on from there.
 */
export async function indexMissing(signal?: AbortSignal): Promise<number> {
  let done = 0;
  for (let rows = await missing(undefined); rows.length > 0; rows = await missing(rows.at(-1)?.id)) {
    signal?.throwIfAborted();
    done += await indexBatch(rows);
  }
  return done;
}
