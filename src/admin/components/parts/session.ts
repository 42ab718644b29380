import type { ApiClient } from 'adminjs';
import { SESSION_ENDED } from '../../../web/session-ended.ts';
import { siteUrl } from './site-url.ts';

/** Answers whether there is a session again. */
export type Answered = (isBack: boolean) => void;

type Ask = (answered: Answered) => void;

let ask: Ask = (answered) => answered(false);
/** One question for all calls that meet the end of the session at once. */
let asking: Promise<boolean> | undefined;

/** Says who asks the person to sign in. */
export function setAsk(next: Ask): void {
  ask = next;
}

function signedInAgain(): Promise<boolean> {
  asking ??= new Promise<boolean>((resolve) => {
    ask(resolve);
  }).finally(() => {
    asking = undefined;
  });
  return asking;
}

interface Ended {
  readonly response?: { readonly status: number; readonly data?: unknown };
}

/** Whether a call failed because nobody is signed in any more. */
function isEnd(error: unknown): boolean {
  const { response } = error as Ended;
  return response?.status === 401 && JSON.stringify(response.data).includes(SESSION_ENDED);
}

interface Called {
  readonly request?: { readonly responseURL?: string };
}

/** AdminJS's client follows what only reads to the sign-in page, and leads the person there; here it is a refusal. */
function refuseSignInPage(answer: Called): Called {
  const { pathname } = new URL(answer.request?.responseURL ?? '', location.href);
  if (pathname !== siteUrl('/login')) return answer;
  const data = { notice: { message: SESSION_ENDED, type: 'error' } };
  throw Object.assign(new Error(SESSION_ENDED), {
    isAxiosError: true,
    response: { status: 401, headers: {}, data },
  });
}

interface Client {
  readonly interceptors: { readonly response: { use(look: typeof refuseSignInPage): void } };
}

const watched = new WeakSet<object>();

function watch(api: ApiClient): void {
  const client = Reflect.get(api, 'client') as Client;
  if (watched.has(client)) return;
  watched.add(client);
  client.interceptors.response.use(refuseSignInPage);
}

type Call<Options, Answer> = (this: ApiClient, options: Options) => Promise<Answer>;

/** The same call, which asks to sign in where the session has ended, and is repeated once then. */
export function inSession<Options, Answer>(call: Call<Options, Answer>): Call<Options, Answer> {
  return async function callInSession(options) {
    watch(this);
    try {
      return await call.call(this, options);
    } catch (error) {
      if (!isEnd(error) || !(await signedInAgain())) throw error;
      return call.call(this, options);
    }
  };
}
