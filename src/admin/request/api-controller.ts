import {
  requestParser,
  ViewHelpers,
  type ActionContext,
  type ActionRequest,
  type ActionType,
  type AdminJS,
  type BaseRecord,
  type CurrentAdmin,
} from 'adminjs';
import type { Response } from 'express';
import { AppError, ForbiddenError, NotFoundError } from '../../errors.ts';
import { findAction, mayInvoke } from './access.ts';
import { panelResource } from '../table/actions.ts';
import { mayOpenPage } from '../pages/index.ts';
import { answerWith, RefusedForm, refuseForm } from './answers.ts';
import { parseId } from './query.ts';
import type { PanelResource } from '../table/panel-resource.ts';
import { populate } from '../table/populate.ts';
import { BULK_MAX } from '../../use-cases/records/bulk-limit.ts';

/** Actions that only read; every other changes something and is done by POST alone, never by HEAD or the like. */
const READING = new Set([
  'list',
  'history',
  'search',
  'show',
  'choices',
  'counts',
  'assignable',
  'alike',
  'bulkRuns',
  'beside',
  'templates',
  'permissions',
  'impact',
]);

/** Asked for by a method that does not do this. */
export class MethodError extends AppError {
  constructor() {
    super('method_not_allowed', 405, 'This is done with another method.');
  }
}

const isPost = ({ method }: ActionRequest) => method.toLowerCase() === 'post';

/**
 * Takes the place of AdminJS's ApiController: every call is checked before anything runs, hooks included. Checked are
 * the resource, the action and its kind, the record, the rights, the method.
 */
export class PanelApiController {
  readonly #panel: AdminJS;
  readonly #admin: CurrentAdmin | undefined;

  constructor(options: { admin: AdminJS }, currentAdmin: CurrentAdmin | undefined) {
    this.#panel = options.admin;
    this.#admin = currentAdmin;
  }

  search(request: ActionRequest, response: Response) {
    request.params.action = 'search';
    return this.resourceAction(request, response);
  }

  resourceAction(request: ActionRequest, response: Response) {
    return answerWith(response, async () => {
      const context = this.#context(request, 'resource');
      this.#authorize(context);
      if (!isPost(request) && !READING.has(context.action.name)) throw new MethodError();
      return this.#run(request, response, context);
    });
  }

  recordAction(request: ActionRequest, response: Response) {
    return answerWith(response, async () => {
      const context = this.#context(request, 'record');
      const [record] = await this.#records([request.params.recordId], context);
      context.record = record as BaseRecord;
      this.#authorize(context, context.record);
      if (context.action.custom().isBare !== true) await populate([context.record], context);
      const reads = READING.has(context.action.name);
      if (!isPost(request) && !reads && context.action.toJSON(this.#admin).component === false)
        throw new MethodError();
      // A GET fetches the record for the action's form; only a POST does anything.
      if (!isPost(request) && !reads) return { record: context.record.toJSON(this.#admin) };
      return this.#run(request, response, context);
    });
  }

  bulkAction(request: ActionRequest, response: Response) {
    return answerWith(response, async () => {
      const context = this.#context(request, 'bulk');
      const asked: unknown = request.query?.recordIds;
      const ids = typeof asked === 'string' ? [...new Set(asked.split(','))] : [];
      if (ids.length > BULK_MAX)
        throw new AppError('too_many', 422, `Choose at most ${BULK_MAX} records at once.`);
      const records = await this.#records(ids, context);
      context.records = records;
      for (const record of records) this.#authorize(context, record);
      await populate(records, context);
      if (!isPost(request)) return { records: records.map((record) => record.toJSON(this.#admin)) };
      return this.#run(request, response, context);
    });
  }

  dashboard(request: ActionRequest, response: Response) {
    return answerWith(response, () =>
      this.#panel.options.dashboard?.handler?.(request, response, this.#pageContext()),
    );
  }

  page(request: ActionRequest, response: Response) {
    return answerWith(response, () => {
      const { pages = {} } = this.#panel.options;
      const name = String(request.params.pageName);
      const handler = Object.hasOwn(pages, name) ? pages[name]?.handler : undefined;
      if (handler === undefined) throw new NotFoundError();
      if (!mayOpenPage(name, this.#admin)) throw new ForbiddenError();
      return handler(request, response, this.#pageContext());
    });
  }

  #pageContext() {
    const shared = { h: new ViewHelpers(this.#panel), _admin: this.#panel };
    return this.#admin === undefined ? shared : { ...shared, currentAdmin: this.#admin };
  }

  #context(request: ActionRequest, type: ActionType): ActionContext & { resource: PanelResource } {
    const { resourceId, action: name } = request.params;
    const resource = this.#panel.resources.find((one) => one.id() === resourceId);
    const action = resource && findAction(resource, name, type);
    if (resource === undefined || action === undefined) throw new NotFoundError();
    const context: ActionContext = { ...this.#pageContext(), resource, action };
    return Object.assign(context, { resource: panelResource(context) });
  }

  async #records(ids: readonly unknown[], context: ActionContext): Promise<BaseRecord[]> {
    const wanted = ids.map(parseId);
    if (wanted.length === 0 || wanted.includes(undefined)) throw new NotFoundError();
    const records = await panelResource(context).findMany(wanted, context);
    if (records.length < wanted.length) throw new NotFoundError();
    return records;
  }

  #authorize(context: ActionContext, record?: BaseRecord): void {
    if (mayInvoke(context.action, this.#admin, record)) return;
    const { table } = panelResource(context);
    throw new ForbiddenError(
      record === undefined
        ? undefined
        : `You are not allowed to do this with: ${table.title(record.params)}.`,
    );
  }

  async #run(request: ActionRequest, response: Response, context: ActionContext): Promise<unknown> {
    // It reads payloads alone, and copies all of the request.
    const isEmpty = Object.keys(request.payload ?? {}).length === 0;
    const parsed = isEmpty ? request : requestParser(request, context.resource);
    try {
      return await context.action.handler(parsed, response, context);
    } catch (error) {
      if (!isPost(request)) throw error;
      throw new RefusedForm(await refuseForm(error, context, parsed.payload ?? {}));
    }
  }
}
