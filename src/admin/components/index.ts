import { ComponentLoader } from 'adminjs';
import { OWN, REPLACED } from './registry.ts';

/** Tells AdminJS which components there are; their code reaches browsers in the bundle of `bundlePanel`. */
export const componentLoader = new ComponentLoader();

/** AdminJS wants a file that exists, which only a bundler of its own would read. */
const FILE = import.meta.filename;

for (const name of Object.keys(REPLACED)) componentLoader.override(name, FILE);
for (const name of Object.keys(OWN)) componentLoader.add(name, FILE);

/** The names under which resources and actions refer to the panel's own components. */
export const components = Object.fromEntries(Object.keys(OWN).map((name) => [name, name])) as {
  readonly [Name in keyof typeof OWN]: Name;
};
