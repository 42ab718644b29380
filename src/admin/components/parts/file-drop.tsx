import { useState, type DragEvent, type ReactNode } from 'react';
import type { Import } from './use-import.ts';

interface FileDropProps {
  readonly state: Pick<Import<never>, 'chosen' | 'errors' | 'choose'>;
  readonly label: string;
  readonly hint: string;
  /** Endings and types of files that are offered. */
  readonly accept: string;
}

/** Takes a file by button or by dropping it. */
export function FileDrop({ state, label, hint, accept }: FileDropProps): ReactNode {
  const [isOver, setOver] = useState(false);
  const { chosen, choose, errors } = state;
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) choose(file);
  };
  return (
    <div
      className={`p-drop${isOver ? ' p-drop-over' : ''}${errors.file === undefined ? '' : ' p-refused'}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor="p-import-file">{label}</label>
      <input
        id="p-import-file"
        type="file"
        accept={accept}
        aria-describedby="p-import-hint p-import-fault"
        aria-invalid={errors.file !== undefined}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) choose(file);
          // The same file can be chosen again after it was mended.
          target.value = '';
        }}
      />
      <p id="p-import-hint" className="p-hint">
        {chosen?.name ?? hint}
      </p>
      <p id="p-import-fault" className="p-error" role="alert">
        {errors.file}
      </p>
    </div>
  );
}
