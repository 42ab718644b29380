import { failWhereLost } from './lost-output.ts';
import { runPortal } from './run-portal.ts';

const parameters = process.argv.slice(2);
failWhereLost(parameters.includes('--json'));
process.exitCode = await runPortal(parameters);
