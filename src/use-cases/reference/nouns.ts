import { ComplaintType } from '../../models/complaint-type.ts';
import { Department } from '../../models/department.ts';
import { Status } from '../../models/status.ts';
import { referenceDataPolicy } from '../../policies/reference-data.ts';
import { statusPolicy } from '../../policies/status.ts';
import type { Noun } from '../records/noun.ts';

/** The organisation's departments as plain records. */
export const departmentNoun: Noun = { model: Department, policy: referenceDataPolicy };

/** What complaints are about, as plain records. */
export const complaintTypeNoun: Noun = { model: ComplaintType, policy: referenceDataPolicy };

const BUILT_IN = 'The life of a complaint depends on this status';

/** The stages of a complaint as plain records. */
export const statusNoun: Noun = {
  model: Status,
  policy: statusPolicy,
  attributeRules: {
    category: { action: 'categorize', refusal: `${BUILT_IN}, so it keeps its category.` },
    isActive: { action: 'setActive', refusal: `${BUILT_IN}, so it stays active.` },
  },
};
