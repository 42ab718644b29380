/** The journal tells what this table told. */
export { down as up, up as down } from './0013-complaint-changes.ts';
