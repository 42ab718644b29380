import { Op } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { readEvents } from '../../journal/chain.ts';
import { record } from '../../journal/record.ts';
import { EventSeal } from '../../models/event-seal.ts';
import type { Actor } from '../../policies/actor.ts';
import { journalPolicy } from '../../policies/journal.ts';
import { authorize } from '../../policies/policy.ts';

/** Rows that are read at once. */
const EVENTS = 1000;
const SEALS = 20;

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

async function* events(): AsyncGenerator<string> {
  for (let after = 0; ;) {
    const page = await readEvents({ id: { [Op.gt]: after } }, EVENTS);
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.id;
    const lines = page.map((event) =>
      JSON.stringify({ type: 'event', ...event, details: parsed(event.details) }),
    );
    yield `${lines.join('\n')}\n`;
  }
}

async function* seals(): AsyncGenerator<string> {
  for (let after = -1; ;) {
    const page = await EventSeal.findAll({
      where: { sequence: { [Op.gt]: after } },
      order: ['sequence'],
      limit: SEALS,
      raw: true,
    });
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.sequence;
    const lines = page.map((seal) =>
      JSON.stringify(Object.assign({ type: 'seal' }, seal, { members: parsed(seal.members) })),
    );
    yield `${lines.join('\n')}\n`;
  }
}

/**
 * The journal as lines of JSON, some hundred of them at a time: events in the order of their numbers, then the seals in
 * theirs. That it was written out is told before the first line leaves.
 */
export async function* exportJournal(actor: Actor): AsyncGenerator<string> {
  authorize(journalPolicy, actor, 'export');
  await inTransaction(() =>
    record({ name: 'export.downloaded', by: actor, subjectId: null, details: { what: 'journal' } }),
  );
  yield* events();
  yield* seals();
}
