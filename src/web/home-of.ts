import type { Person } from '../policies/actor.ts';
import { mayOpenPanel } from '../policies/panel.ts';

/** Where somebody begins who asked for no page. */
export function homeOf(person: Person): string {
  return mayOpenPanel(person) ? '/admin' : '/';
}
