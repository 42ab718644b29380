import type { Model, ModelStatic } from 'sequelize';
import { ComplaintType } from '../../models/complaint-type.ts';
import { Department } from '../../models/department.ts';
import { FaqCategory } from '../../models/faq-category.ts';
import { Group } from '../../models/group.ts';
import { Status } from '../../models/status.ts';
import { textKey } from '../../models/text.ts';
import { firstOf, flagIn, momentIn, numberIn, textIn, type SourceRow } from './clean.ts';
import type { ImportMap } from './map-file.ts';
import { looseKey } from './near-names.ts';
import type { Numbered } from './numbers.ts';
import { categoryOf } from './status-category.ts';

const DESCRIPTION_LENGTH = 2000;

/** A table of names: how it is called on either side, and what a new row of it holds beside its name. */
export interface ReferenceTable {
  readonly source: string;
  readonly target: Numbered;
  readonly noun: string;
  readonly model: ModelStatic<Model>;
  readonly length: number;
  /** Which names of the map file are meant. */
  mapOf(map: ImportMap): ReadonlyMap<string, string>;
  values(row: SourceRow, name: string, map: ImportMap): object;
  readonly keyOf?: (name: string) => string;
}

function described(row: SourceRow): object {
  const createdAt = momentIn(row, 'created_at');
  return {
    description: firstOf(textIn(row, 'description'), DESCRIPTION_LENGTH) || null,
    isActive: flagIn(row, 'is_active', true),
    ...(createdAt === undefined ? {} : { createdAt }),
  };
}

/** How often a status is to be another, by its name alone; categories are no names. */
function statusNames({ statuses }: ImportMap): ReadonlyMap<string, string> {
  const named = [...statuses].flatMap(([key, to]) => (typeof to === 'string' ? [[key, to] as const] : []));
  return new Map(named);
}

/** Below those that stand here. */
const FIRST_POSITION = 100;
const POSITION_MOST = 100_000;
const positionOf = (row: SourceRow): number =>
  FIRST_POSITION + Math.min(POSITION_MOST, Math.max(0, Math.trunc(numberIn(row, 'order') ?? 0)));

/** The tables of names, in the order in which they are moved. */
export const REFERENCE: readonly ReferenceTable[] = [
  {
    source: 'core_department',
    target: 'departments',
    noun: 'department',
    model: Department,
    length: 100,
    mapOf: ({ departments }) => departments,
    values: described,
  },
  {
    source: 'auth_group',
    target: 'groups',
    noun: 'group',
    model: Group,
    length: 150,
    mapOf: ({ groups }) => groups,
    values: () => ({}),
    keyOf: looseKey,
  },
  {
    source: 'complaints_complainttype',
    target: 'complaint_types',
    noun: 'complaint type',
    model: ComplaintType,
    length: 100,
    mapOf: ({ types }) => types,
    values: described,
  },
  {
    source: 'complaints_status',
    target: 'statuses',
    noun: 'status',
    model: Status,
    length: 50,
    mapOf: statusNames,
    values: (row, name, { statuses }) => {
      const mapped = statuses.get(textKey(name));
      const category =
        typeof mapped === 'object' ? mapped.category : categoryOf(name, flagIn(row, 'is_closed', false));
      return { ...described(row), category, position: positionOf(row) };
    },
  },
  {
    source: 'faq_faqcategory',
    target: 'faq_categories',
    noun: 'FAQ category',
    model: FaqCategory,
    length: 100,
    mapOf: () => new Map(),
    values: (row) => ({ isActive: flagIn(row, 'is_active', true), position: positionOf(row) }),
  },
];
