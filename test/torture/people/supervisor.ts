import { randomUUID } from 'node:crypto';
import { Visitor, type Part } from './visitor.ts';

/** An AMC admin at the panel: assigns, changes urgencies, merges, rejects many at once, and takes that back. */
export class Supervisor extends Visitor {
  readonly #engineers: readonly number[];

  constructor(part: Part, engineers: readonly number[]) {
    super(part);
    this.#engineers = engineers;
  }

  /** Until it is over. */
  async live(): Promise<void> {
    const { random } = this.part;
    if (!(await this.signIn())) return;
    while (!this.isOver) {
      const todo = random.oneOf([
        () => this.#queue(),
        () => this.#assign(),
        () => this.#urgency(),
        () => this.#merge(),
        () => this.#bulk(),
      ]);
      await todo?.();
      await this.pause(600);
    }
  }

  /** Complaints that are filed, the newest of them. */
  #some(count: number): number[] {
    const { done, random } = this.part;
    const ids = [...done.filed.values()].slice(-30).map(({ id }) => id);
    return Array.from({ length: count }, () => random.oneOf(ids)).filter((id) => id !== undefined);
  }

  async #post(what: string, path: string, fields: Record<string, string>): Promise<boolean> {
    const answer = await this.ask(what, () =>
      this.client.postMultipart(`/admin/api/resources/complaints/${path}`, fields),
    );
    if (answer?.location?.includes('/login') === true) await this.signIn();
    return answer?.status === 200 && answer.text.includes('"type":"success"');
  }

  async #queue(): Promise<void> {
    await this.ask('the queue', () => this.client.get('/admin/api/resources/complaints/actions/list?page=1'));
    await this.ask('a page of the panel', () => this.client.get('/admin'));
  }

  async #assign(): Promise<void> {
    const { random, done } = this.part;
    const [id] = this.#some(1);
    const assigneeId = String(random.oneOf(this.#engineers) ?? '');
    if (id === undefined) return;
    if (await this.#post('assigning', `records/${id}/assign`, { assigneeId }))
      done.steps.add(`complaint.assigned ${id}`);
  }

  async #urgency(): Promise<void> {
    const { random } = this.part;
    const [id] = this.#some(1);
    const urgency = random.oneOf(['low', 'medium', 'high', 'critical']) ?? 'low';
    if (id !== undefined) await this.#post('an urgency', `records/${id}/urgency`, { urgency });
  }

  async #merge(): Promise<void> {
    const { done, random } = this.part;
    const [id, into] = this.#some(2);
    if (id === undefined || into === undefined || id === into || !random.happens(0.3)) return;
    if (await this.#post('merging', `records/${id}/merge`, { intoId: String(into) }))
      done.steps.add(`complaint.merged ${id}`);
  }

  async #bulk(): Promise<void> {
    const { random } = this.part;
    const complaints = [...new Set(this.#some(8))].map((id) => ({ id }));
    if (complaints.length === 0) return;
    const step = random.happens(0.2) ? 'reject' : 'urgency';
    const said: Record<string, string> =
      step === 'reject' ? { reason: 'This is not for IT.' } : { urgency: 'high' };
    const fields = { step, runKey: randomUUID(), selection: JSON.stringify({ complaints }), ...said };
    await this.#post('a bulk step', 'actions/bulkStart', fields);
  }
}
