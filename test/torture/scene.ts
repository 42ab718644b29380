import type { PrivateServer } from '../support/mariadb.ts';
import type { TorturedPlace } from './place.ts';
import type { CrowdSize } from './people/crowd.ts';
import type { Random } from './random.ts';

/** What a scene has. */
export interface Ground {
  /** The installation that this process is bound to. */
  readonly place: TorturedPlace;
  /** Where it lies on a server of its own, which may be stopped. */
  readonly server: PrivateServer | undefined;
  readonly random: Random;
  /** How long people use the portal in it, in seconds. */
  readonly seconds: number;
  readonly crowd: CrowdSize;
  /** How often something is killed in it. */
  readonly kills: number;
  /** Whether its data lie on a small disk of their own, which can be filled. */
  readonly hasOwnDisk: boolean;
}

/** What came of a scene. */
export interface Outcome {
  /** In figures, what was done. */
  readonly did: string;
  readonly faults: readonly string[];
}

/** One kind of torture. */
export interface Scene {
  readonly name: string;
  readonly does: string;
  /** What part of the asked time it takes, and of the kills that fit into it. */
  readonly share: number;
  /** Why it cannot be done here; undefined: it can. */
  readonly hindrance?: (ground: Ground) => string | undefined;
  run(ground: Ground): Promise<Outcome>;
}
