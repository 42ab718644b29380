import { journalKeys } from '../../journal/key.ts';
import { EventSeal } from '../../models/event-seal.ts';
import { JournalEvent } from '../../models/journal-event.ts';
import { UsedKey } from '../../models/used-key.ts';
import { countFormerSecrets } from './encrypt-anew.ts';
import { formerEvents } from './mark-rest-anew.ts';
import { formerSeals } from './seal-anew.ts';

/** What goes by former keys. */
export interface Left {
  readonly secrets: number;
  readonly seals: number;
  readonly events: number;
}

/** Former keys by which something may go, by their names. */
export async function keysInUse(): Promise<string[]> {
  const used = await UsedKey.findAll({ where: { retiredAt: null }, order: ['since'] });
  return used.map(({ keyId }) => keyId).filter((id) => id !== journalKeys.present.id);
}

/** Counts what goes by former keys; events are looked through, all of them. */
export async function countLeft(): Promise<Left> {
  return {
    secrets: await countFormerSecrets(),
    seals: await EventSeal.count({ where: formerSeals() }),
    events: await JournalEvent.count({ where: formerEvents() }),
  };
}
