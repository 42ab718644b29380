import { runPortal } from './run-portal.ts';

process.exitCode = await runPortal(process.argv.slice(2));
