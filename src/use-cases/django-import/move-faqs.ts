import { inTransaction } from '../../database/transaction.ts';
import { ANSWER_LENGTH, Faq } from '../../models/faq.ts';
import { textKey } from '../../models/text.ts';
import { recordCreated } from '../records/record-change.ts';
import { firstOf, flagIn, idIn, isLonger, momentIn, numberIn, textIn, type SourceRow } from './clean.ts';
import type { ImportRun } from './import-run.ts';
import { Numbers } from './numbers.ts';
import type { Person } from './people.ts';
import type { Ids } from './reference.ts';

const TABLE = 'faq_faq';
const QUESTION_LENGTH = 255;
const ABOUT = 'Answers of the FAQ that are not quite as they were';

interface PlannedFaq {
  readonly sourceId: number;
  readonly row: SourceRow;
  readonly question: string;
  readonly answer: string;
}

function planFaq(row: SourceRow, { ledger }: ImportRun): PlannedFaq | undefined {
  const sourceId = idIn(row, 'id') ?? 0;
  const [question, answered] = [textIn(row, 'question'), textIn(row, 'answer')];
  if (textKey(question) === '' || textKey(answered) === '') {
    ledger.skipped(TABLE, sourceId, 'it has no question or no answer');
    return undefined;
  }
  const isLong = isLonger(question, QUESTION_LENGTH);
  const answer = isLong ? `${question}\n\n${answered}` : answered;
  if (isLong)
    ledger.note(ABOUT, `number ${sourceId}: the question is too long and stands whole above its answer`);
  if (isLonger(answer, ANSWER_LENGTH))
    ledger.note(ABOUT, `number ${sourceId}: the answer is cut at ${ANSWER_LENGTH} characters`);
  return {
    sourceId,
    row,
    question: firstOf(question, QUESTION_LENGTH),
    answer: firstOf(answer, ANSWER_LENGTH),
  };
}

async function planFaqs(run: ImportRun): Promise<PlannedFaq[]> {
  const { source, ledger } = run;
  const rows = await source.all(TABLE);
  const known = await run.imported.of(TABLE);
  ledger.expect(TABLE, rows.length);
  const asked = new Set(
    (await Faq.findAll({ attributes: ['question'], raw: true })).map(({ question }) => textKey(question)),
  );
  return rows.flatMap((row) => {
    const sourceId = idIn(row, 'id') ?? 0;
    if (known.has(sourceId)) {
      ledger.before(TABLE);
      return [];
    }
    const planned = planFaq(row, run);
    if (planned === undefined) return [];
    if (asked.has(textKey(planned.question))) {
      ledger.merged(TABLE, sourceId, 'the question is answered here already');
      return [];
    }
    asked.add(textKey(planned.question));
    ledger.taken(TABLE);
    return [planned];
  });
}

async function write(
  run: ImportRun,
  planned: readonly PlannedFaq[],
  people: ReadonlyMap<number, Person>,
  categories: Ids,
) {
  const numbers = new Numbers('faqs', await run.source.highestId(TABLE));
  const given = await numbers.give(planned.map(({ sourceId }) => sourceId));
  for (const { sourceId, row, question, answer } of planned) {
    const createdAt = momentIn(row, 'created_at');
    const faq = await Faq.create({
      id: given.get(sourceId) ?? 0,
      categoryId: categories.get(idIn(row, 'category_id') ?? 0) ?? null,
      question,
      answer,
      isFeatured: flagIn(row, 'is_featured', false),
      isActive: flagIn(row, 'is_active', true),
      position: Math.max(0, Math.trunc(Math.min(numberIn(row, 'order') ?? 0, 100_000))),
      ...(createdAt === undefined ? {} : { createdAt }),
    });
    await recordCreated(people.get(idIn(row, 'created_by_id') ?? 0) ?? run.by, faq);
  }
  await run.imported.remember(
    planned.map(({ sourceId }) => ({
      table: TABLE,
      id: sourceId,
      targetId: given.get(sourceId) ?? null,
      as: 'row' as const,
    })),
  );
}

/** Moves the answers of the FAQ; how often they were read and found helpful stays behind: here people are counted, not clicks. */
export async function moveFaqs(
  run: ImportRun,
  people: ReadonlyMap<number, Person>,
  categories: Ids,
): Promise<void> {
  if (!run.source.has(TABLE)) return;
  await run.attempt(async () => {
    if (run.dryRun) await planFaqs(run);
    else await inTransaction(async () => write(run, await planFaqs(run), people, categories));
  });
}
