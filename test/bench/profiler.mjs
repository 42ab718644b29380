// Loaded before the portal into its process, which has no compiler: plain JavaScript. The first message starts a
// profile, the next one names the file that it is written to.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

const SAMPLE_MICROSECONDS = 500;

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });

async function take({ file }) {
  if (file === undefined) {
    await session.post('Profiler.start');
  } else {
    const { profile } = await session.post('Profiler.stop');
    writeFileSync(file, JSON.stringify(profile));
  }
  process.send('done');
}

process.on('message', (message) => void take(message));
// Who listens would keep the portal from ending.
process.channel.unref();
