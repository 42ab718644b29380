import { presentMoment } from '../../../database/present-moment.ts';
import { select, storedMoment } from '../../../database/select.ts';
import { DAY_MS } from '../../../durations.ts';
import type { Check } from '../check.ts';
import { counted } from '../../../counted.ts';

/** How long before its end a token is told of, in days. */
const AHEAD_DAYS = 14;
/** Within how many days before a token has to have been used for somebody to miss it. */
const USED_DAYS = 30;
/** Most that are named. */
const NAMED = 3;

interface Row {
  readonly name: string;
  readonly username: string;
  readonly isService: number | boolean;
}

/**
 * Those that end soon and will be missed: used of late, and without one of the same name that lives longer, as whoever
 * rotates them makes.
 */
const ENDING = `
  SELECT t.name, u.username, u.is_service AS isService
  FROM api_tokens t JOIN users u ON u.id = t.user_id AND u.is_active = 1
  JOIN api_token_uses n ON n.token_id = t.id AND n.last_used_at > $usedAfter
  WHERE t.expires > $now AND t.expires <= $soon AND NOT EXISTS (
    SELECT 1 FROM api_tokens o WHERE o.user_id = t.user_id AND o.name = t.name AND o.expires > $soon)
  ORDER BY t.expires`;

/** Whether programs will be able to do tomorrow what they do today. */
export const tokensCheck: Check = {
  name: 'tokens',
  label: 'API tokens',
  group: 'programs',
  async run() {
    const now = presentMoment();
    const at = (days: number) => storedMoment(new Date(now.getTime() + days * DAY_MS));
    const bind = { now: storedMoment(now), soon: at(AHEAD_DAYS), usedAfter: at(-USED_DAYS) };
    const ending = await select<Row>(ENDING, bind);
    if (ending.length === 0)
      return { level: 'ok', text: `No token that is in use ends within ${AHEAD_DAYS} days.` };
    const named = ending.slice(0, NAMED).map(({ name, username }) => `${name} (${username})`);
    const verb = ending.length === 1 ? 'ends' : 'end';
    const ofPrograms = ending.some(({ isService }) => Boolean(isService));
    return {
      level: 'warning',
      text: `${counted(ending.length, 'token')} in use ${verb} within ${AHEAD_DAYS} days: ${named.join(', ')}.`,
      advice:
        'Make new ones and hand them to the programs: of an API client by “Rotate” on its page, of a person on the page of their profile.',
      ...(ofPrograms ? { list: { resource: 'api_clients', filters: {} } } : {}),
    };
  },
};
