import type { DemoStory } from './demo-story.ts';
import { ACCESS } from './stories/access.ts';
import { EMAIL } from './stories/email.ts';
import { HARDWARE } from './stories/hardware.ts';
import { NETWORK } from './stories/network.ts';
import { OTHER } from './stories/other.ts';
import { PRINTERS } from './stories/printers.ts';
import { SOFTWARE } from './stories/software.ts';

/** Every complaint of the demonstration. */
export const DEMO_STORIES: readonly DemoStory[] = [
  ...PRINTERS,
  ...HARDWARE,
  ...SOFTWARE,
  ...NETWORK,
  ...EMAIL,
  ...ACCESS,
  ...OTHER,
];
