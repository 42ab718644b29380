import { createHash, randomBytes } from 'node:crypto';
import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { DAY_MS } from '../../durations.ts';
import type { Author } from '../../journal/events.ts';
import { record } from '../../journal/record.ts';
import { TrustedDevice } from '../../models/trusted-device.ts';
import type { Person } from '../../policies/actor.ts';
import type { SignedIn } from '../people/load-actor.ts';
import { programIn } from '../people/program-in.ts';

/** A browser that is to be remembered. */
export interface Browser {
  readonly address: string;
  readonly agent: string;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** How a browser is called; from where, the journal's event tells by itself. */
function browserName({ agent }: Pick<Browser, 'agent'>): string {
  return programIn(agent) || 'A browser';
}

/** Those of a person that count at this moment. */
function counting(userId: number, sessionVersion: number) {
  return { userId, sessionVersion, expires: { [Op.gt]: presentMoment() } };
}

/**
 * Whether somebody's password is enough in the browser that keeps these tokens.
 */
export async function isTrusted(
  { actor, sessionVersion }: SignedIn,
  tokens: readonly string[],
): Promise<boolean> {
  if (tokens.length === 0) return false;
  const where = { ...counting(actor.id, sessionVersion), tokenHash: tokens.map(hashOf) };
  const [known] = await inTransaction(() => TrustedDevice.update({ lastUsedAt: presentMoment() }, { where }));
  return known > 0;
}

/**
 * Remembers a browser for so many days, inside the running transaction.
 *
 * @returns what the browser keeps.
 */
export async function trustDevice(
  { actor, sessionVersion }: SignedIn,
  browser: Browser,
  days: number,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = presentMoment();
  await TrustedDevice.create({
    userId: actor.id,
    tokenHash: hashOf(token),
    sessionVersion,
    address: browser.address.slice(0, 64),
    agent: browser.agent.slice(0, 300),
    expires: new Date(now.getTime() + days * DAY_MS),
    lastUsedAt: now,
    createdAt: now,
  });
  const details = { called: browserName(browser) };
  await record({ name: 'user.device_remembered', by: actor, subjectId: actor.id, details });
  return token;
}

/** Forgets a person's browsers, inside the running transaction; returns how many. */
export function forgetDevicesOf(userId: number): Promise<number> {
  return TrustedDevice.destroy({ where: { userId } });
}

/** A browser that is remembered, as its person sees it. */
export interface RememberedDevice {
  readonly id: number;
  readonly called: string;
  /** The network address from which it was remembered. */
  readonly address: string;
  readonly since: Date;
  readonly until: Date;
  readonly lastUsedAt: Date | null;
}

/** Where a person gives no second factor at present, the latest first. */
export async function rememberedDevices({ actor, sessionVersion }: SignedIn): Promise<RememberedDevice[]> {
  const rows = await TrustedDevice.findAll({
    where: counting(actor.id, sessionVersion),
    order: [['id', 'DESC']],
    limit: 50,
  });
  return rows.map((row) => ({
    id: row.id,
    called: browserName(row),
    address: row.address,
    since: row.createdAt,
    until: row.expires,
    lastUsedAt: row.lastUsedAt,
  }));
}

async function tellForgotten(by: Author, userId: number, called: string): Promise<void> {
  const details = { called };
  await record({ name: 'user.device_forgotten', by, subjectId: userId, details });
}

/** Forgets one of a person's own browsers; one that is forgotten already stays so. */
export async function forgetDevice(person: Person, id: number): Promise<void> {
  await inTransaction(async () => {
    const device = await TrustedDevice.findOne({ where: { id, userId: person.id } });
    if (device === null || (await TrustedDevice.destroy({ where: { id } })) === 0) return;
    await tellForgotten(person, person.id, browserName(device));
  });
}
