import type { ActionDecorator, ActionRequest, ActionType, AdminJS, CurrentAdmin } from 'adminjs';
import type { Response } from 'express';
import { ForbiddenError, NotFoundError } from '../../errors.ts';
import { findAction, mayInvoke } from './access.ts';
import { components } from '../components/index.ts';
import { isPage, mayOpenPage } from '../pages/index.ts';
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
      return this.#page(response);
    }

    resource(request: ActionRequest, response: Response): Promise<string> {
      // What else draws a list asks for it in its own way.
      const { component } = this.#allowed(request, 'resource', 'list').toJSON();
      const asksAtOnce = component === undefined || component === components.ComplaintQueue;
      return this.#page(response, asksAtOnce ? request.params.resourceId : undefined);
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
      const name = String(params.pageName);
      if (!isPage(name)) throw new NotFoundError();
      if (!mayOpenPage(name, this.#admin)) throw new ForbiddenError('You are not allowed to see this page.');
      return this.#page(response);
    }

    #page(response: Response, listed?: string): Promise<string> {
      return renderLayout(this.#panel, this.#admin, urls, String(response.locals.cspNonce), listed);
    }

    #action(request: ActionRequest, response: Response, type: ActionType): Promise<string> {
      this.#allowed(request, type, request.params.action);
      return this.#page(response);
    }

    #allowed(request: ActionRequest, type: ActionType, name: string): ActionDecorator {
      const { resourceId } = request.params;
      const resource = this.#panel.resources.find((one) => one.id() === resourceId);
      const action = resource && findAction(resource, name, type);
      if (action === undefined) throw new NotFoundError();
      if (!mayInvoke(action, this.#admin)) throw new ForbiddenError();
      return action;
    }
  };
}
