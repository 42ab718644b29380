import { ComplaintType } from '../../models/complaint-type.ts';
import { postComplaint } from '../complaints/post-complaint.ts';
import { markSeen } from '../complaints/conversation/mark-seen.ts';
import { asOf } from '../../database/present-moment.ts';
import { asHistory } from '../../journal/followers.ts';
import { DEMO_STORIES } from './demo-stories.ts';
import type { DemoStep, DemoStory } from './demo-story.ts';
import { member, receiveFiles, takeDemoStep, type DemoCast } from './take-demo-step.ts';
import { workingHoursBefore } from './working-hours.ts';

/** Something that happens in a story; without a step it is the filing. */
interface Scene {
  readonly story: DemoStory;
  readonly hoursAgo: number;
  readonly step?: DemoStep;
}

/** Nobody acts on the full hour: each story is off by some minutes, and each step by some more. */
function scenesOf(story: DemoStory): Scene[] {
  const filed = story.age + ((story.title.length * 17) % 60) / 60;
  const steps = (story.steps ?? []).map((step) => ({ story, hoursAgo: filed - step[0] * 1.013, step }));
  return [{ story, hoursAgo: filed }, ...steps];
}

/** Stories can be told with the people in the cast and the types in use. */
async function tellable(cast: DemoCast): Promise<{ stories: DemoStory[]; types: Map<string, number> }> {
  const rows = await ComplaintType.findAll({ where: { isActive: true } });
  const types = new Map(rows.map(({ name, id }) => [name, id]));
  const stories = DEMO_STORIES.filter(({ reporter, type, steps = [] }) => {
    const others = steps.flatMap((step) => (step[2] === 'assign' ? [step[1], step[3]] : [step[1]]));
    return (
      types.has(type) && cast.has(reporter) && others.every((name) => name === 'the portal' || cast.has(name))
    );
  });
  return { stories, types };
}

async function file(
  cast: DemoCast,
  story: DemoStory,
  typeId: number | undefined,
  followUpOfId: number | undefined,
): Promise<number> {
  const { title, description, urgency, location, contactNumber = '', files = [] } = story;
  const { id } = await postComplaint(member(cast, story.reporter), {
    title,
    description,
    urgency,
    location,
    contactNumber,
    typeId: String(typeId),
    followUpOfId,
    attachments: await receiveFiles(files),
  });
  return id;
}

/**
 * Tells the stories whose people are all in the cast, scene by scene in the order in which they happened up to `now`.
 * Whoever reports sees what was said until they last did something. Returns how many complaints were filed.
 */
export async function tellStories(cast: DemoCast, now: Date): Promise<number> {
  const { stories, types } = await tellable(cast);
  const scenes = stories.flatMap(scenesOf).toSorted((a, b) => b.hoursAgo - a.hoursAgo);
  const ids = new Map<string, number>();
  for (const { story, step, hoursAgo } of scenes) {
    const { title, reporter, type, continues = '' } = story;
    const moment = workingHoursBefore(now, hoursAgo);
    const tell = async () => {
      const id = ids.get(title) ?? (await file(cast, story, types.get(type), ids.get(continues)));
      ids.set(title, id);
      if (step !== undefined) await takeDemoStep(cast, id, step);
      if (step === undefined || step[1] === reporter) await markSeen(member(cast, reporter), id);
    };
    await asHistory(() => asOf(moment, tell));
  }
  return ids.size;
}
