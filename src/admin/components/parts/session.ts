import type { ApiClient } from 'adminjs';
import { PROOF_NEEDED, SESSION_ENDED } from '../../../web/session-ended.ts';
import { proving, signingIn, type Question } from './question.ts';
import { siteUrl } from './site-url.ts';

/** How often one call is repeated: who confirms may have to sign in first. */
const MOST_REPEATED = 3;

interface Refused {
  readonly response?: {
    readonly status: number;
    readonly data?: { readonly record?: { readonly baseError?: { readonly type?: string } | null } };
  };
}

/** What its person is asked because a call was refused; undefined: nothing that they could give. */
function questionOf(error: unknown): Question | undefined {
  const { status, data } = (error as Refused).response ?? {};
  if (data?.record?.baseError?.type === PROOF_NEEDED) return proving;
  return status === 401 && JSON.stringify(data).includes(SESSION_ENDED) ? signingIn : undefined;
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

/**
 * The same call, which asks to sign in where the session has ended, and to confirm who it is where that is needed, and is
 * repeated as it was then.
 */
export function inSession<Options, Answer>(call: Call<Options, Answer>): Call<Options, Answer> {
  return async function callInSession(options) {
    watch(this);
    for (let repeated = 0; ; repeated += 1) {
      try {
        return await call.call(this, options);
      } catch (error) {
        const asked = repeated < MOST_REPEATED ? questionOf(error) : undefined;
        if (asked === undefined || !(await asked.ask())) throw error;
      }
    }
  };
}
