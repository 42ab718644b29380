import { z } from 'zod';
import { select } from '../../database/select.ts';
import { AssignmentRule } from '../../models/assignment-rule.ts';
import { Complaint } from '../../models/complaint.ts';
import { Group } from '../../models/group.ts';
import { NAME_COLUMNS, User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { assignmentRulePolicy } from '../../policies/assignment-rule.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { authorize } from '../../policies/policy.ts';
import { parseInput } from '../parse-input.ts';
import { rowIdOr } from '../whole-number.ts';
import { hasWord } from './rule-words.ts';
import { takersOf } from './takers.ts';

/** On so many complaints, the newest, a rule is tried. */
const TRIED = 100;

const id = rowIdOr('Choose one of the list.').nullable().default(null);

/** A rule as it stands in a form, saved before or not. */
export const tryRuleInput = z.object({
  ruleId: id,
  name: z.string('This must be text.').max(400, 'The name has more than 100 characters.').default(''),
  isActive: z.boolean('This is yes or no.').default(true),
  typeId: id,
  departmentId: id,
  words: z.string('This must be text.').max(2000, 'The words have more than 500 characters.').default(''),
  personId: id,
  groupId: id,
});

type Draft = z.output<typeof tryRuleInput>;
type Rule = Omit<Draft, 'ruleId'>;

interface Candidate {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly typeId: number;
  readonly departmentId: number | null;
}

/** What rules would have done. */
export interface Trial {
  /** How many complaints were looked at. */
  readonly count: number;
  /** How many each would have got, the most first; without a name those that nobody gets. */
  readonly shares: readonly { readonly to: string; readonly count: number }[];
  readonly rows: readonly {
    readonly id: number;
    readonly title: string;
    readonly to: string;
    readonly rule: string;
  }[];
}

async function newest(actor: Actor): Promise<Candidate[]> {
  const found = await Complaint.findAll({
    attributes: ['id', 'title', 'description', 'typeId', 'reporterId'],
    where: complaintPolicy.visibleTo(actor),
    order: [['id', 'DESC']],
    limit: TRIED,
    raw: true,
  });
  const departments = await select<{ userId: number; departmentId: number | null }>(
    'SELECT user_id AS userId, department_id AS departmentId FROM user_profiles WHERE department_id IS NOT NULL',
    {},
  );
  const departmentOf = new Map(departments.map(({ userId, departmentId }) => [userId, departmentId]));
  return found.map(({ reporterId, id: complaintId, title, description, typeId }) => {
    const departmentId = departmentOf.get(reporterId) ?? null;
    return { id: complaintId, title, description, typeId, departmentId };
  });
}

/** All active rules in their order, with the draft in its place: where it stood, or at the end. */
async function rulesWith({ ruleId, ...draft }: Draft): Promise<Rule[]> {
  const stored = await AssignmentRule.findAll({ order: ['position', 'id'] });
  const rules: Rule[] = stored.map((rule) => (rule.id === ruleId ? draft : rule));
  const isNew = !stored.some((rule) => rule.id === ruleId);
  return [...rules, ...(isNew ? [draft] : [])].filter(({ isActive }) => isActive);
}

/** To whom a rule gives work, in words; undefined: it is passed over. */
async function targetOf({ personId, groupId }: Rule): Promise<string | undefined> {
  if ((await takersOf({ personId, groupId })).length === 0) return undefined;
  if (personId !== null) return (await User.findByPk(personId, { attributes: NAME_COLUMNS }))?.displayName;
  const group = await Group.findByPk(groupId ?? 0, { attributes: ['id', 'name'] });
  return group === null ? undefined : `${group.name} (group)`;
}

function fits(rule: Rule, { typeId, departmentId, title, description }: Candidate): boolean {
  const isOfType = rule.typeId === null || rule.typeId === typeId;
  const isOfDepartment = rule.departmentId === null || rule.departmentId === departmentId;
  return isOfType && isOfDepartment && hasWord(rule.words, [title, description]);
}

function sharesOf(rows: Trial['rows']): Trial['shares'] {
  const counts = new Map<string, number>();
  for (const { to } of rows) counts.set(to, (counts.get(to) ?? 0) + 1);
  const shares = [...counts].map(([to, count]) => ({ to, count }));
  return shares.toSorted(
    (one, other) => Number(one.to === '') - Number(other.to === '') || other.count - one.count,
  );
}

/**
 * What all rules, with this one among them, would have done with the newest complaints that the actor sees, were everybody
 * there who is there today; nothing is written.
 *
 * @throws ForbiddenError; InvalidInputError at the fields.
 */
export async function tryRule(actor: Actor, input: unknown): Promise<Trial> {
  authorize(assignmentRulePolicy, actor, 'try');
  const draft = parseInput(tryRuleInput, input);
  const rules: { readonly rule: Rule; readonly to: string }[] = [];
  for (const rule of await rulesWith(draft)) {
    const to = await targetOf(rule);
    if (to !== undefined) rules.push({ rule, to });
  }
  const rows = (await newest(actor)).map((complaint) => {
    const first = rules.find(({ rule }) => fits(rule, complaint));
    return { id: complaint.id, title: complaint.title, to: first?.to ?? '', rule: first?.rule.name ?? '' };
  });
  return { count: rows.length, shares: sharesOf(rows), rows };
}
