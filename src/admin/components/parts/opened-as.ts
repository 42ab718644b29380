import { OPENED_AS } from '../../../web/session-ended.ts';

interface PageState {
  readonly REDUX_STATE?: { readonly session?: { readonly id?: string } };
}

/** Lets every call of the panel's API say as whom this page was opened; AdminJS's client has no place for that. */
export function sayOpenedAs(): void {
  const { id } = (window as PageState).REDUX_STATE?.session ?? {};
  const { prototype } = XMLHttpRequest;
  const send = Reflect.get(prototype, 'send') as (this: XMLHttpRequest, body: unknown) => void;
  prototype.send = function sendAs(body): void {
    // It calls no other server: the page's policy lets it connect to none.
    if (id !== undefined) this.setRequestHeader(OPENED_AS, id);
    send.call(this, body);
  };
}
