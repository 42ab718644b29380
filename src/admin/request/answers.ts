import {
  ForbiddenError as PanelForbiddenError,
  NotFoundError as PanelNotFoundError,
  type ActionContext,
  type RecordJSON,
} from 'adminjs';
import type { Response } from 'express';
import { AppError, ForbiddenError, NotFoundError, ProofNeededError, type FieldErrors } from '../../errors.ts';
import { log } from '../../log.ts';
import { editableProperties } from './form.ts';
import { refusalFor } from '../../web/errors.ts';
import { PROOF_NEEDED } from '../../web/session-ended.ts';
import { DraftRecord } from '../table/panel-record.ts';
import { populate } from '../table/populate.ts';
import { PanelResource } from '../table/panel-resource.ts';
import { waitingIn } from './step-files.ts';
import { parseVersion, pick, typed } from './values.ts';

/** AdminJS's browser part acts on these names. */
const TYPES: Readonly<Record<number, string>> = { 403: 'ForbiddenError', 404: 'NotFoundError' };

function typeOf(error: AppError): string {
  return error instanceof ProofNeededError ? PROOF_NEEDED : (TYPES[error.status] ?? 'AppError');
}

/** What the panel's browser part understands as a refusal. */
export interface Refusal {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const FAULT = new AppError('fault', 500, 'Something went wrong. It was logged; please try again.');

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof PanelForbiddenError) return new ForbiddenError();
  // An address with a broken percent sign names nothing.
  if (error instanceof PanelNotFoundError || error instanceof URIError) return new NotFoundError();
  // A database that is gone for the moment, as whatever only reads meets it.
  const told = refusalFor(error);
  if (told.status < 500 || told.status === 503) return told;
  log.error({ err: error }, 'a call of the panel failed');
  return FAULT;
}

function fieldsOf(fields: FieldErrors) {
  const named = Object.entries(fields).filter(([field]) => field !== 'base');
  return Object.fromEntries(named.map(([field, message]) => [field, { type: 'invalid', message }]));
}

function noticeOf(error: AppError): string {
  const fields = Object.keys(error.fields).filter((field) => field !== 'base');
  if (error.code !== 'invalid_input' || fields.length === 0) return error.message;
  return fields.length === 1 ? error.message : 'Please correct the marked fields.';
}

const EMPTY = { params: {}, populated: {}, title: '', recordActions: [], bulkActions: [] };

/** The record with what was typed in place of what is stored, so that nothing typed is lost. */
async function typedRecord(
  context: ActionContext,
  payload: Readonly<Record<string, unknown>>,
  told: boolean,
) {
  const { resource, record } = context;
  if (!(resource instanceof PanelResource)) return undefined;
  const params = { ...record?.params };
  for (const property of editableProperties(resource)) {
    const value = pick(payload, property.propertyPath, property.isArray());
    if (value === undefined || property.type() === 'password') continue;
    Object.assign(params, typed(property.propertyPath, value));
  }
  // Who was told what others saved meanwhile may save over it; whoever was told something else still has to be.
  const version = parseVersion(pick(payload, 'version'));
  if (version !== undefined && !told) params.version = version;
  const draft = new DraftRecord(params, resource, record);
  await populate([draft], context);
  return draft.toJSON(context.currentAdmin);
}

/** The answer to a call that was not even begun: its HTTP status says why. */
export function refuse(error: unknown): Refusal {
  const told = asAppError(error);
  const message = noticeOf(told);
  const baseError = { message, type: typeOf(told) };
  return {
    status: told.status,
    body: {
      notice: { message, type: 'error' },
      record: { ...EMPTY, baseError, errors: fieldsOf(told.fields) },
      records: [],
    },
  };
}

/**
 * The answer to a form that use cases refused. AdminJS's forms show messages only of answers with status 200; what
 * no form can repair has its own status all the same.
 */
export async function refuseForm(
  error: unknown,
  context: ActionContext,
  payload: Readonly<Record<string, unknown>>,
): Promise<Refusal> {
  const told = asAppError(error);
  const refusal = refuse(told);
  // A page asks for the proof and sends the same once more: of what was typed nothing has to be told back.
  if (told instanceof ProofNeededError) return refusal;
  if (told.status === 500 || told.status === 404 || told.code === 'bad_query') return refusal;
  const record: RecordJSON | undefined = await typedRecord(context, payload, told.code === 'conflict');
  const message = noticeOf(told);
  const errors = fieldsOf(told.fields);
  const baseError = Object.keys(errors).length > 0 ? null : { message, type: 'ValidationError' };
  const records = (context.records ?? []).map((one) => one.toJSON(context.currentAdmin));
  return {
    status: 200,
    body: {
      ...refusal.body,
      ...waitingIn(payload),
      record: { ...EMPTY, ...record, baseError, errors },
      records,
    },
  };
}

/** Thrown with the answer to a form that was refused. */
export class RefusedForm extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super('a form was refused');
    this.refusal = refusal;
  }
}

/** The answer of `work`, or that of its refusal with its HTTP status. */
export async function answerWith(response: Response, work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    const { status, body } = error instanceof RefusedForm ? error.refusal : refuse(error);
    response.status(status);
    return body;
  }
}
