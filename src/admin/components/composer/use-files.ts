import { useState } from 'react';
import { faultOf, thumbnailOf } from '../../../look/public/files.js';
import { ENDINGS, FILE_SIZE, KINDS, MOST_FILES } from '../../../use-cases/attachments/file-limits.ts';

const LIMITS = { mostBytes: FILE_SIZE, endings: ENDINGS, kinds: KINDS };

/** A file that goes with what is written. */
export interface ChosenFile {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** Undefined: the server has it already, under `stagedId`. */
  readonly file?: File;
  readonly stagedId?: number;
  readonly thumbnail?: string | undefined;
}

/** A file that the server keeps until what it came with is accepted. */
export interface WaitingFile {
  readonly stagedId: number;
  readonly name: string;
  readonly sizeBytes: number;
}

/** The files of one box. */
export interface Files {
  readonly chosen: readonly ChosenFile[];
  /** Why the last ones were not taken. */
  readonly fault: string;
  readonly add: (files: readonly File[]) => void;
  readonly remove: (key: string) => void;
  /** What the server has of them now. */
  readonly take: (waiting: readonly WaitingFile[]) => void;
  readonly clear: () => void;
}

let drawn = 0;

function chosenOf(file: File): ChosenFile {
  drawn += 1;
  return { key: `file${drawn}`, name: file.name, size: file.size, file };
}

/** The files that are attached to what is written, looked at before they travel. */
export function useFiles(): Files {
  const [chosen, setChosen] = useState<readonly ChosenFile[]>([]);
  const [fault, setFault] = useState('');
  const show = async ({ key, file }: ChosenFile): Promise<void> => {
    const thumbnail = file && (await thumbnailOf(file));
    setChosen((all) => all.map((one) => (one.key === key ? { ...one, thumbnail } : one)));
  };
  return {
    chosen,
    fault,
    add: (files) => {
      const faults = files.map((file) => faultOf(file, LIMITS)).filter((one) => one !== undefined);
      const fit = files.filter((file) => faultOf(file, LIMITS) === undefined).map(chosenOf);
      const room = MOST_FILES - chosen.length;
      if (fit.length > room) faults.push(`Attach at most ${MOST_FILES} files.`);
      const taken = fit.slice(0, Math.max(0, room));
      setFault(faults.join(' '));
      setChosen([...chosen, ...taken]);
      for (const one of taken) void show(one);
    },
    remove: (key) => {
      setFault('');
      setChosen(chosen.filter((one) => one.key !== key));
    },
    take: (waiting) =>
      setChosen(
        waiting.map(({ stagedId, name, sizeBytes: size }) => ({
          key: `staged${stagedId}`,
          name,
          size,
          stagedId,
          thumbnail: chosen.find((one) => one.name === name)?.thumbnail,
        })),
      ),
    clear: () => {
      setFault('');
      setChosen([]);
    },
  };
}
