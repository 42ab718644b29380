// Runs before every start and command, so it is plain JavaScript and asks the built program whether it is current: to
// have a compiler read the question first would take half a second each time. The scripts that run it ask first whether
// there are sources: an image has only what was built of them.
import { existsSync } from 'node:fs';

const built = new URL('../dist/src/build.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import('./build.ts');
}
