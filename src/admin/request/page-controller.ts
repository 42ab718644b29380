import type { ActionRequest, ActionType, AdminJS, CurrentAdmin } from 'adminjs';
import type { Response } from 'express';
import { ForbiddenError, NotFoundError } from '../../errors.ts';
import { findAction, mayInvoke } from './access.ts';
import { renderLayout, type AssetUrls } from '../assets/layout.ts';

/**
 * A controller that takes the place of AdminJS's AppController: the same page for every address that exists for this
 * person. What the page then shows, it asks the API for.
 */
export function pageController(urls: AssetUrls) {
  return class PanelPageController {
    readonly #panel: AdminJS;
    readonly #admin: CurrentAdmin;

    constructor({ admin }: { admin: AdminJS }, currentAdmin: CurrentAdmin) {
      this.#panel = admin;
      this.#admin = currentAdmin;
    }

    index(_request: ActionRequest, response: Response): Promise<string> {
      return renderLayout(this.#panel, this.#admin, urls, String(response.locals.cspNonce));
    }

    resource(request: ActionRequest, response: Response): Promise<string> {
      return this.#action(request, response, 'resource', 'list');
    }

    resourceAction(request: ActionRequest, response: Response): Promise<string> {
      return this.#action(request, response, 'resource');
    }

    recordAction(request: ActionRequest, response: Response): Promise<string> {
      return this.#action(request, response, 'record');
    }

    bulkAction(request: ActionRequest, response: Response): Promise<string> {
      return this.#action(request, response, 'bulk');
    }

    page({ params }: ActionRequest, response: Response): Promise<string> {
      if (!Object.hasOwn(this.#panel.options.pages ?? {}, String(params.pageName))) throw new NotFoundError();
      return renderLayout(this.#panel, this.#admin, urls, String(response.locals.cspNonce));
    }

    #action(request: ActionRequest, response: Response, type: ActionType, fixed?: string): Promise<string> {
      const { resourceId } = request.params;
      const name = fixed ?? request.params.action;
      const resource = this.#panel.resources.find((one) => one.id() === resourceId);
      const action = resource && findAction(resource, name, type);
      if (action === undefined) throw new NotFoundError();
      if (!mayInvoke(action, this.#admin)) throw new ForbiddenError();
      return this.index(request, response);
    }
  };
}
