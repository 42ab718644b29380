import { ApiClient } from 'adminjs';
import { inSession } from './session.ts';

/** What a page loads before it can be shown. */
export interface PageAddress {
  readonly resourceId?: string | undefined;
  readonly recordId?: string | undefined;
  readonly actionName?: string | undefined;
}

/** Why a page could not be loaded. */
export interface LoadFailure {
  /** Of HTTP; 0 where nobody answered. */
  readonly status: number;
  /** What the server says of it. */
  readonly message: string | undefined;
  /** Under which an administrator finds it in the log. */
  readonly requestId: string | undefined;
  /** What is wrong at which field of what was asked. */
  readonly fields: Readonly<Record<string, string>>;
}

type Listener = (address: PageAddress, failure: LoadFailure | undefined) => void;

interface CallOptions extends PageAddress {
  readonly data?: unknown;
  readonly method?: string;
}

interface FailedCall {
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly data?: {
      readonly notice?: { readonly message?: string };
      readonly record?: { readonly errors?: Readonly<Record<string, { readonly message: string }>> };
    };
  };
}

const listeners = new Set<Listener>();

function tell(address: PageAddress, failure?: LoadFailure): void {
  for (const listener of listeners) listener(address, failure);
}

/** Why a call failed, as its error tells. */
export function failureOf(error: unknown): LoadFailure {
  const { response } = error as FailedCall;
  return {
    status: response?.status ?? 0,
    message: response?.data?.notice?.message,
    requestId: response?.headers['x-request-id'],
    fields: refusedFields(error),
  };
}

/** What a call was refused for at which field, as its error tells. */
export function refusedFields(error: unknown): Record<string, string> {
  const { errors = {} } = (error as FailedCall).response?.data?.record ?? {};
  return Object.fromEntries(Object.entries(errors).map(([name, { message }]) => [name, message]));
}

type Call<Answer> = (this: ApiClient, options: CallOptions) => Promise<Answer>;

function watched<Answer>(stock: Call<Answer>): Call<Answer> {
  const call = inSession(stock);
  return async function watchedCall(options) {
    const { resourceId, recordId, actionName } = options;
    const isLoad = options.data === undefined && (options.method ?? 'GET') === 'GET';
    try {
      const answer = await call.call(this, options);
      if (isLoad) tell({ resourceId, recordId, actionName });
      return answer;
    } catch (error) {
      if (isLoad) tell({ resourceId, recordId, actionName }, failureOf(error));
      throw error;
    }
  };
}

// AdminJS's own pages load by these and keep to themselves why it failed.
const { prototype } = ApiClient;
for (const name of ['resourceAction', 'recordAction', 'bulkAction'] as const) {
  Reflect.set(prototype, name, watched(Reflect.get(prototype, name) as Call<unknown>));
}

/** Calls the listener for each load from now on; returns how to end that. */
export function onLoad(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
