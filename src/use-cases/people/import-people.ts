import { UniqueConstraintError } from 'sequelize';
import { ConflictError, InvalidInputError } from '../../errors.ts';
import { doneFrom, presentSurroundings } from '../../journal/surroundings.ts';
import { inTransaction } from '../../database/transaction.ts';
import { Group } from '../../models/group.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { referenceDataPolicy } from '../../policies/reference-data.ts';
import { userPolicy } from '../../policies/user.ts';
import { changeRights } from '../groups/change-rights.ts';
import { takeIdentityTurn } from './identity-turn.ts';
import { newDepartments } from './import/belonging.ts';
import { candidateOf, type Candidate } from './import/candidate.ts';
import { lookUp } from './import/look-up.ts';
import { planImport, type Plan } from './import/plan.ts';
import { readPeopleFile } from './import/read-file.ts';
import type { ImportReport } from './import/report.ts';
import { tellPlan } from './import/tell.ts';
import { writePlan } from './import/write-plan.ts';

/** How often an import is planned anew because somebody else wrote one of its people meanwhile. */
const ATTEMPTS = 3;

/** How a file of people is imported. */
export interface ImportOptions {
  /** Tells what would be done and writes nothing. */
  readonly dryRun?: boolean;
  /** Adds departments that the portal lacks; otherwise their rows are refused. */
  readonly createDepartments?: boolean;
  /** The digest of the report that was looked at; what would be done now has to be just that. */
  readonly expected?: string;
}

interface Prepared {
  readonly rows: readonly Candidate[];
  readonly unknownColumns: readonly string[];
}

function authorizeImport(actor: Actor, { createDepartments = false }: ImportOptions): void {
  for (const action of ['list', 'create', 'update'] as const) authorize(userPolicy, actor, action);
  if (createDepartments) authorize(referenceDataPolicy, actor, 'create');
}

async function prepare(bytes: Uint8Array): Promise<Prepared> {
  const { rows, unknownColumns } = readPeopleFile(bytes);
  const candidates: Candidate[] = [];
  for (const row of rows) candidates.push(await candidateOf(row));
  return { rows: candidates, unknownColumns };
}

async function plan(
  actor: Actor,
  { rows, unknownColumns }: Prepared,
  groups: readonly Group[],
  { createDepartments = false }: ImportOptions,
): Promise<{ plan: Plan; report: ImportReport }> {
  const known = await lookUp(rows, groups);
  const added = createDepartments ? await newDepartments(rows, known) : new Map<string, never>();
  const made = planImport(actor, rows, known, added);
  return { plan: made, report: tellPlan(rows, made, known, unknownColumns) };
}

/** With names and all groups locked: nobody takes one that the plan counts on, none is renamed or deleted under the import, and two imports run one after the other. */
function write(actor: Actor, prepared: Prepared, options: ImportOptions): Promise<ImportReport> {
  const planAndWrite = async (groups: readonly Group[]) => {
    const { plan: made, report } = await plan(actor, prepared, groups, options);
    if (options.expected !== undefined && options.expected !== report.digest) {
      throw new ConflictError(
        'People, groups or departments were changed since you looked at this import. Look at it again.',
      );
    }
    await writePlan(actor, made.planned.values());
    return { result: report, concerned: [] };
  };
  return inTransaction(async () => {
    await takeIdentityTurn();
    return changeRights(actor, planAndWrite);
  });
}

function wasOvertaken(error: unknown): boolean {
  return error instanceof InvalidInputError && error.cause instanceof UniqueConstraintError;
}

async function writeInTheEnd(
  actor: Actor,
  prepared: Prepared,
  options: ImportOptions,
): Promise<ImportReport> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write(actor, prepared, options);
    } catch (error) {
      if (!wasOvertaken(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

/**
 * Creates and changes the people of a CSV file. Every row that can be taken is, all in one transaction; refused rows
 * leave the others. People are found by username; what a file does not say stays as it is, and groups are only added.
 * New people have no password, and cannot sign in before they set one by a link or get one.
 *
 * @param bytes of the file, at most 5 MB and 5,000 rows.
 * @throws ForbiddenError; InvalidInputError at `file` where it cannot be read; ConflictError where something else than
 *   `expected` would be done.
 */
export async function importPeople(
  actor: Actor,
  bytes: Uint8Array,
  options: ImportOptions = {},
): Promise<ImportReport> {
  authorizeImport(actor, options);
  const prepared = await prepare(bytes);
  if (options.dryRun === true) {
    const groups = await Group.findAll({ order: [['id', 'ASC']] });
    return (await plan(actor, prepared, groups, options)).report;
  }
  const surroundings = { ...presentSurroundings(), origin: 'import' } as const;
  return doneFrom(surroundings, () => writeInTheEnd(actor, prepared, options));
}
