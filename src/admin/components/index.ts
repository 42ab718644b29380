import { ComponentLoader } from 'adminjs';
import { componentPath, OWN, REPLACED } from './registry.ts';

/** Tells AdminJS which components there are; their code reaches browsers in the bundle of `bundlePanel`. */
export const componentLoader = new ComponentLoader();

for (const [name, file] of Object.entries(REPLACED)) componentLoader.override(name, componentPath(file));
for (const [name, file] of Object.entries(OWN)) componentLoader.add(name, componentPath(file));

/** The names under which resources and actions refer to the panel's own components. */
export const components = Object.fromEntries(Object.keys(OWN).map((name) => [name, name])) as {
  readonly [Name in keyof typeof OWN]: Name;
};
