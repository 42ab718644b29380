import { AsyncLocalStorage } from 'node:async_hooks';
import { database } from '../../src/database/connect.ts';

/** Tables whose every change must leave an event in the same transaction. */
export const TOLD: ReadonlySet<string> = new Set([
  'departments',
  'users',
  'user_profiles',
  'groups',
  'user_groups',
  'group_permissions',
  'complaint_types',
  'statuses',
  'complaints',
  'remarks',
  'status_changes',
  'attachments',
  'feedback',
  'watchers',
  'complaint_links',
  'reply_templates',
  'saved_views',
  'calendars',
  'holidays',
  'service_targets',
  'assignment_rules',
  'faq_categories',
  'faqs',
  'faq_types',
  'faq_votes',
  'faq_pictures',
  'saved_reports',
  'api_tokens',
  'sign_in_identities',
  'passkeys',
  'webhooks',
  'api_clients',
]);

/** Tables that need none, and why. */
export const UNTOLD: Readonly<Record<string, string>> = {
  events: 'is the journal',
  event_seals: 'proves the journal',
  sessions: 'their beginning and end are told; each use is not',
  presences: 'say who has a page open this minute',
  second_factors: 'that one is set up or gone is told; what a code lets somebody do is told',
  recovery_codes: 'that they are drawn and that one is used is told; a wrong one changes nothing',
  trusted_devices: 'that one is remembered or forgotten is told; each use is not',
  password_links: 'wait for their owners; that one is sent is told, and what it sets',
  used_logouts: 'remembers which orders were followed; the end of sessions is told',
  used_handovers: 'remembers which were used; that somebody signed in by one is told',
  used_passkey_challenges: 'remembers which were answered; what came of it is told',
  passkey_handles: 'names people to their devices; nothing is done by that',
  sign_in_failures: 'counts what the journal tells as refused',
  daily_figures: 'is counted from rows whose changes are told',
  report_recipients: 'belong to a report, of which it is told',
  report_runs: 'say what became of a report; that its file was taken out is told',
  figures_state: 'says how far they are counted',
  search_documents: 'is made from rows whose changes are told',
  search_words: 'is made from rows whose changes are told',
  search_word_parts: 'is made from rows whose changes are told',
  search_postings: 'is made from rows whose changes are told',
  api_requests: 'remembers what was answered; what was done is told',
  api_token_uses: 'counts requests and says when the last came; nothing is done by that',
  imported_rows: 'says which row of the old portal became which; what was taken is told',
  import_sources: 'says by what an old portal is known again; what was taken from it is told',
  jobs: 'tells what is to be done; what is done then is told',
  notifications: 'tells somebody of what the journal tells',
  mail_refusals: 'says what a mail server said; nobody did anything',
  notification_settings: 'says where somebody wants to hear of it; nobody else is concerned',
  received_mails: 'remembers which mails came in; what each of them did is told',
  webhook_deliveries: 'tells another program of what the journal tells',
  webhook_failures: 'says what a receiver said; nobody did anything',
  retention_rules: 'says what was tried; what is set is told',
  used_keys: 'says by which keys something goes; that they changed is told',
  installation: 'is written once and names nothing of anybody',
  submissions: 'remembers what a form made; that it was made is told',
  bulk_runs: 'says what is to be done with many; what is done with each is told',
  bulk_rows: 'says what became of each of them, which its own event tells',
  kept_forms: 'waits for its owner; sending it is told',
  turns: 'changes nothing but who is next',
  staged_files: 'waits for its form; attaching it is told',
  faq_views: 'counts who read an answer; reading changes nothing',
  migrations: 'tells of itself which ran, and when no table for events is there yet',
  schema_lock: 'says who migrates at the moment',
  seeded_rows: 'remembers which reference data ever was there; adding it is told',
  seeds: 'tells which seeders ran; what they added is told',
};

/** A transaction that changed such tables and left no event. */
export interface Silence {
  readonly tables: readonly string[];
  readonly statement: string;
}

interface Written {
  readonly statements: Map<string, string>;
  hasEvent: boolean;
}

const STATEMENT =
  /^Executing \(([^)]+)\): (?:(INSERT(?: IGNORE)? INTO|UPDATE|DELETE FROM|REPLACE INTO) [`"]?(\w+)|(COMMIT|ROLLBACK|START TRANSACTION|BEGIN))/;

const hand = new AsyncLocalStorage<true>();

/** Does `work`, in which a test writes rows by hand as no part of the program would. */
export function byHand<T>(work: () => T): T {
  return hand.run(true, work);
}

const open = new Map<string, Written>();
let silences: Silence[] = [];

/**
 * Looks at one line of Sequelize's log. What is written outside a transaction was written by a test itself: the program
 * has `inTransaction` alone, which another test sees to.
 */
export function watchStatement(line: string): void {
  const [, transaction = '', , table = '', end] = STATEMENT.exec(line) ?? [];
  if (transaction === '' || transaction === 'default' || hand.getStore() === true) return;
  const written = open.get(transaction) ?? { statements: new Map<string, string>(), hasEvent: false };
  open.set(transaction, written);
  // A migration is told by its own history.
  if ((table === 'events' && / INTO /.test(line)) || table === 'migrations') written.hasEvent = true;
  else if (TOLD.has(table)) written.statements.set(table, line);
  if (end === undefined) return;
  open.delete(transaction);
  if (end === 'COMMIT' && written.statements.size > 0 && !written.hasEvent) {
    const [statement = ''] = written.statements.values();
    silences.push({ tables: [...written.statements.keys()], statement });
  }
}

const watched = new WeakSet<object>();

/** From now on the statements of the present database are looked at; cheap, since nothing is asked of it. */
export function watchJournal(): void {
  if (watched.has(database())) return;
  watched.add(database());
  // Sequelize reads this option anew for each statement; its types hide it.
  const { options } = database() as unknown as {
    options: { logging: (sql: string, ...rest: unknown[]) => void };
  };
  const { logging } = options;
  options.logging = (sql, ...rest) => {
    watchStatement(sql);
    logging(sql, ...rest);
  };
}

/** What was found since it was asked for last. */
export function takeSilences(): Silence[] {
  const found = silences;
  silences = [];
  return found;
}
