import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Answer, Fields } from '../../support/client.ts';
import { Visitor, type Part } from './visitor.ts';

/** Events by the forms of the portal that lead to them. */
const FORMS = {
  remarks: 'complaint.answered',
  confirm: 'complaint.confirmed',
  reopen: 'complaint.reopened',
  withdraw: 'complaint.withdrawn',
} as const;

const newKey = () => randomBytes(18).toString('base64url');

/** One of the staff: files complaints with and without files, looks at them, answers, confirms, reopens, withdraws. */
export class Reporter extends Visitor {
  readonly #typeId: string;
  readonly #own: number[] = [];

  constructor(part: Part, typeId: number) {
    super(part);
    this.#typeId = String(typeId);
  }

  /** Until it is over. */
  async live(): Promise<void> {
    const { random } = this.part;
    while (!(await this.signIn())) if (this.isOver) return;
    while (!this.isOver) {
      await (this.#own.length === 0 || random.happens(0.4) ? this.#file() : this.#follow());
      await this.pause(400);
    }
  }

  /** A form that is sent until there is an answer, with the same key each time; signs in again where that is asked. */
  async #send(
    what: string,
    path: string,
    fields: Fields,
    files: Record<string, File>,
  ): Promise<Answer | undefined> {
    return this.insist(async () => {
      const answer = await this.ask(what, () => this.client.postMultipart(path, fields, files));
      if (answer?.status === 303 && /^\/(login|kept)/.test(answer.location ?? '')) {
        if (!(await this.signIn())) return answer;
        return undefined;
      }
      return answer === undefined || answer.status === 503 || answer.status === 429 ? undefined : answer;
    });
  }

  async #file(): Promise<void> {
    const { random, done } = this.part;
    const title = `Torture ${randomUUID()}`;
    const description = 'It does not work any more.';
    const fields = { title, description, typeId: this.#typeId, urgency: 'medium', submissionKey: newKey() };
    const content = randomBytes(random.below(200_000) + 100).toString('base64');
    const name = 'log.txt';
    const isWithFile = random.happens(0.6);
    const files: Record<string, File> = isWithFile ? { attachments: new File([content], name) } : {};
    const answer = await this.#send('filing', '/complaints', fields, files);
    const [, id] = answer?.status === 303 ? (/^\/complaints\/(\d+)/.exec(answer.location ?? '') ?? []) : [];
    if (id === undefined) return;
    const sha256 = createHash('sha256').update(content).digest('hex');
    done.filed.set(title, { id: Number(id), files: isWithFile ? [{ name, sha256 }] : [] });
    this.#own.push(Number(id));
    const page = await this.ask('a page', () => this.client.get(`/complaints/${id}`));
    if (page?.status === 404) done.faults.push(`complaint ${id} was filed and is not there`);
  }

  async #follow(): Promise<void> {
    const { random, done } = this.part;
    const id = random.oneOf(this.#own) ?? 0;
    const page = await this.ask('a page', () => this.client.get(`/complaints/${id}`));
    if (page?.status !== 200) return;
    const offered = (Object.keys(FORMS) as (keyof typeof FORMS)[]).filter((one) =>
      page.text.includes(`action="/complaints/${id}/${one}"`),
    );
    // Withdrawn, a complaint gives nothing more to do.
    const form = random.oneOf(offered.filter((one) => one !== 'withdraw' || random.happens(0.1)));
    if (form === undefined) return;
    const remark = `Said once: ${randomUUID()}`;
    const [, body = ''] =
      new RegExp(`action="/complaints/${id}/${form}"([\\s\\S]*?)</form>`).exec(page.text) ?? [];
    const version = /name="version" value="(\d+)"/.exec(body)?.[1];
    const fields = {
      remark,
      submissionKey: newKey(),
      ...(form === 'confirm' ? { rating: String(1 + random.below(5)), comment: 'Fine.' } : {}),
      ...(version === undefined ? {} : { version }),
    };
    const answer = await this.#send(form, `/complaints/${id}/${form}`, fields, {});
    if (answer?.status !== 303 || !/^\/(complaints|\?)/.test(answer.location ?? '')) return;
    if (form === 'confirm' || form === 'withdraw') done.steps.add(`${FORMS[form]} ${id}`);
    if (form === 'remarks' || form === 'reopen') done.replies.add(remark);
  }
}
