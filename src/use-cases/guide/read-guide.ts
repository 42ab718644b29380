import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFoundError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { drawAnswer } from '../faq/draw-answer.ts';
import { GUIDES, isFor, isGuide, type GuideName } from './guides.ts';

/** Where they lie, beside the sources as beside what was built of them. */
const FOLDER = join(import.meta.dirname, '../../../docs/guide');

/** A part of a guide. */
export interface GuidePart {
  /** Its place on the page. */
  readonly id: string;
  readonly heading: string;
  readonly html: string;
}

/** A guide as it is shown. */
export interface Guide {
  readonly name: GuideName;
  readonly title: string;
  /** What stands before its first part. */
  readonly html: string;
  readonly parts: readonly GuidePart[];
}

/** A guide that can be opened. */
export interface GuideEntry extends Pick<Guide, 'name' | 'title'> {
  /** It is about what the reader does. */
  readonly isTheirs: boolean;
}

const kept = new Map<GuideName, Promise<Guide>>();

function idOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** Links from file to file are links from page to page. */
function linked(text: string): string {
  return text.replaceAll(/\]\(([a-z-]+)\.md\)/g, '](/help/$1)');
}

async function read(name: GuideName): Promise<Guide> {
  const [head = '', ...sections] = linked(await readFile(join(FOLDER, `${name}.md`), 'utf8')).split(/^## /m);
  const [title = '', ...intro] = head.replace(/^# /, '').split('\n');
  const parts = sections.map((section) => {
    const [heading = '', ...rest] = section.split('\n');
    return { id: idOf(heading), heading, html: drawAnswer(rest.join('\n'), 2, false) };
  });
  return { name, title, html: drawAnswer(intro.join('\n'), 1, false), parts };
}

function load(name: GuideName): Promise<Guide> {
  const known = kept.get(name) ?? read(name);
  kept.set(name, known);
  return known;
}

/**
 * A guide, drawn.
 *
 * @throws NotFoundError where there is none of this name.
 */
export async function readGuide(name: string): Promise<Guide> {
  if (!isGuide(name)) throw new NotFoundError();
  return load(name);
}

/** All guides, those that are about what this person does marked. */
export async function listGuides(actor: Actor): Promise<GuideEntry[]> {
  const names = Object.keys(GUIDES).filter(isGuide);
  const guides = await Promise.all(names.map(load));
  return guides.map(({ name, title }) => ({ name, title, isTheirs: isFor(actor, name) }));
}
