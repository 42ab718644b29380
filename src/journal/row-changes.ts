import type { Model } from 'sequelize';
import type { Changes, FieldValue } from './events.ts';
import type { PlainNoun } from './plain-noun.ts';

/** Columns that the program keeps for itself, and secrets. */
const UNTOLD =
  /^(id|version|sessionVersion|createdAt|updatedAt|givenWorkAt|lastLogin|erasedAt|isService|takesWork|passwordHash|usernameLook|scope|secret|formerSecret|formerUntil|secretShownAt)$|(Folded|Sorted)$/;

/** What each table's rows are called in names of events. */
const NOUNS: Readonly<Record<string, PlainNoun>> = {
  departments: 'department',
  complaint_types: 'complaint_type',
  statuses: 'status',
  groups: 'group',
  reply_templates: 'reply_template',
  saved_views: 'saved_view',
  saved_reports: 'saved_report',
  calendars: 'calendar',
  holidays: 'holiday',
  service_targets: 'service_target',
  assignment_rules: 'assignment_rule',
  faq_categories: 'faq_category',
  faqs: 'faq',
  webhooks: 'webhook',
  api_clients: 'api_client',
};

/** The noun of a plain record's table; undefined for tables that plain forms do not write. */
export function nounOf(row: Model): PlainNoun | undefined {
  return NOUNS[(row.constructor as typeof Model).tableName];
}

function told(value: unknown): FieldValue {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether there is anything to tell. */
export function isChanged(changes: Changes): boolean {
  return Object.keys(changes).length > 0;
}

/** What is about to be saved of a row that stands: the fields that differ. */
export function changesOf(row: Model): Changes {
  const fields = row.changed() || [];
  return Object.fromEntries(
    fields
      .filter((field) => !UNTOLD.test(field))
      .map((field) => [field, { from: told(row.previous(field as never)), to: told(row.get(field)) }]),
  );
}

/** What a row that was just created begins with, as far as it holds anything. */
export function beginningOf(row: Model): Changes {
  const values = Object.entries(row.get({ plain: true }) as Record<string, unknown>);
  return Object.fromEntries(
    values
      .filter(([field, value]) => !UNTOLD.test(field) && typeof value !== 'object' && value !== '')
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, { from: null, to: told(value) }]),
  );
}
