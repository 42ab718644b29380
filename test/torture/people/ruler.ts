import { randomUUID } from 'node:crypto';
import { Visitor, type Part } from './visitor.ts';

/** People whom the admin moves about meanwhile, and the group that they get. */
export interface Subjects {
  readonly ids: readonly number[];
  readonly engineerGroupId: number;
}

/** An admin at the panel: gives and takes groups, deactivates people and lets them in again, makes new ones. */
export class Ruler extends Visitor {
  readonly #subjects: Subjects;

  constructor(part: Part, subjects: Subjects) {
    super(part);
    this.#subjects = subjects;
  }

  /** Until it is over. */
  async live(): Promise<void> {
    const { random } = this.part;
    if (!(await this.signIn())) return;
    while (!this.isOver) {
      const todo = random.oneOf([
        () => this.#group(),
        () => this.#activity(),
        () => this.#profile(),
        () => this.#create(),
        () => this.#look(),
      ]);
      await todo?.();
      await this.pause(1000);
    }
  }

  async #post(what: string, path: string, fields: Record<string, string>): Promise<void> {
    const answer = await this.ask(what, () =>
      this.client.postMultipart(`/admin/api/resources/users/${path}`, fields),
    );
    if (answer?.location?.includes('/login') === true) await this.signIn();
  }

  get #one(): number {
    return this.part.random.oneOf(this.#subjects.ids) ?? 0;
  }

  #group(): Promise<void> {
    const mode = this.part.random.happens(0.5) ? 'add' : 'remove';
    const fields = { mode, 'groupIds.0': String(this.#subjects.engineerGroupId) };
    return this.#post('groups', `bulk/assignGroups?recordIds=${this.#one}`, fields);
  }

  #activity(): Promise<void> {
    const action = this.part.random.happens(0.4) ? 'deactivate' : 'activate';
    return this.#post(action, `bulk/${action}?recordIds=${this.#one}`, {});
  }

  /** Gives portal IDs that others may have. */
  #profile(): Promise<void> {
    const portalId = `AL-${this.part.random.below(4)}`;
    return this.#post('a profile', `records/${this.#one}/edit`, { 'profile.mainPortalId': portalId });
  }

  #create(): Promise<void> {
    const name = randomUUID().slice(0, 8);
    return this.#post('a new person', 'actions/new', {
      username: `made-${name}`,
      email: `made-${name}@alphalab.example`,
      'profile.mainPortalId': `AL-${this.part.random.below(4)}`,
    });
  }

  async #look(): Promise<void> {
    await this.ask('people', () => this.client.get('/admin/api/resources/users/actions/list'));
    await this.ask('the health page', () => this.client.get('/admin/api/pages/health'));
  }
}
