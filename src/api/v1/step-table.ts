import { z } from 'zod';
import type { Person } from '../../policies/actor.ts';
import { URGENCIES } from '../../use-cases/complaints/complaint-fields.ts';
import { PANEL_STEPS } from '../../use-cases/complaints/steps/panel-steps.ts';
import { PORTAL_STEPS } from '../../use-cases/complaints/steps/portal-steps.ts';
import type { ApiSettings } from '../route.ts';
import { sentId } from '../shapes.ts';
import { text } from './record-shapes.ts';
import { fileIds } from './files.ts';

const said = { text, fileIds: fileIds.optional() };
const nothing = {};

/** A step as it is taken here: what it takes, and how the program's own step is called with it. */
export interface ApiStep {
  readonly summary: string;
  readonly body: Readonly<Record<string, z.ZodType>>;
  /** What the use case calls `text`, where it takes one. */
  readonly words?: string;
  /** Adds something, and replaces nothing: what changed meanwhile matters to those alone who say so. */
  readonly addsOnly?: true;
  readonly take: (actor: Person, input: Record<string, unknown>, settings: ApiSettings) => Promise<unknown>;
}

type Take = (actor: Person, input: unknown, limits: ApiSettings) => Promise<unknown>;
const by =
  (step: { readonly take: unknown }): ApiStep['take'] =>
  (actor, input, settings) =>
    (step.take as Take)(actor, input, settings);

/** Every step of a complaint's life, by the end of its address. */
export const STEPS: Readonly<Record<string, ApiStep>> = {
  claim: { summary: 'Take a complaint that nobody has', body: nothing, take: by(PANEL_STEPS.claim) },
  start: { summary: 'Begin to work on it', body: nothing, take: by(PANEL_STEPS.start) },
  reply: {
    summary: 'Say something that its reporter reads, too',
    body: said,
    words: 'remark',
    addsOnly: true,
    take: by(PANEL_STEPS.remark),
  },
  note: {
    summary: 'Add an internal note',
    body: said,
    words: 'remark',
    addsOnly: true,
    take: by(PANEL_STEPS.note),
  },
  ask: { summary: 'Ask its reporter', body: said, words: 'remark', take: by(PANEL_STEPS.ask) },
  answer: { summary: 'Answer as its reporter', body: said, words: 'remark', take: by(PORTAL_STEPS.answer) },
  resolve: { summary: 'Say how it was solved', body: said, words: 'remark', take: by(PANEL_STEPS.resolve) },
  reject: { summary: 'Reject it and say why', body: said, words: 'remark', take: by(PANEL_STEPS.reject) },
  confirm: {
    summary: 'Confirm as its reporter that it is solved',
    body: {
      rating: z.int('A rating is from 1 to 5.').optional().meta({ description: 'Stars, 1 to 5.' }),
      comment: text.optional(),
    },
    take: by(PORTAL_STEPS.confirm),
  },
  reopen: {
    summary: 'Reopen it as its reporter',
    body: said,
    words: 'remark',
    take: by(PORTAL_STEPS.reopen),
  },
  withdraw: {
    summary: 'Withdraw it as its reporter',
    body: { text: text.optional() },
    words: 'remark',
    take: by(PORTAL_STEPS.withdraw),
  },
  assign: { summary: 'Give it to somebody', body: { assigneeId: sentId }, take: by(PANEL_STEPS.assign) },
  unassign: { summary: 'Take it from whoever has it', body: nothing, take: by(PANEL_STEPS.unassign) },
  urgency: {
    summary: 'Change its urgency',
    body: { urgency: z.enum(URGENCIES, `The urgency is one of ${URGENCIES.join(', ')}.`) },
    take: by(PANEL_STEPS.urgency),
  },
  merge: { summary: 'Merge it into another', body: { intoId: sentId }, take: by(PANEL_STEPS.merge) },
  link: {
    summary: 'Link it to another',
    body: { otherId: sentId },
    addsOnly: true,
    take: by(PANEL_STEPS.link),
  },
  unlink: {
    summary: 'Take a link away',
    body: { otherId: sentId },
    addsOnly: true,
    take: by(PANEL_STEPS.unlink),
  },
  follow: { summary: 'Follow it', body: nothing, addsOnly: true, take: by(PANEL_STEPS.follow) },
  unfollow: { summary: 'Follow it no more', body: nothing, addsOnly: true, take: by(PANEL_STEPS.unfollow) },
  'add-follower': {
    summary: 'Let somebody follow it',
    body: { person: text },
    addsOnly: true,
    take: by(PANEL_STEPS.addFollower),
  },
  'remove-follower': {
    summary: 'Let somebody follow it no more',
    body: { userId: sentId },
    addsOnly: true,
    take: by(PANEL_STEPS.removeFollower),
  },
};
