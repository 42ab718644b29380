import { useNotice, useTranslation } from 'adminjs';
import { useState, type ReactNode } from 'react';
import { isPlain, useBaseView } from './base-view.ts';
import type { QueueMeta } from './use-queue.ts';
import { ViewBox } from './view-box.tsx';
import { replaceView, saveView, ViewRefused, type ViewWords } from './view-calls.ts';

interface SaveViewProps {
  readonly meta: QueueMeta;
  readonly onSaved: (id: number) => void;
}

/** The buttons that keep what is shown, where no view shows it yet: as a new one, or in the one that it was made from. */
export function SaveView({ meta, onSaved }: SaveViewProps): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const addNotice = useNotice();
  const [isOpen, setOpen] = useState(false);
  const { address, saved, mayShare } = meta;
  const base = useBaseView(meta);
  const isKept = isPlain(address) || saved.some(({ query }) => query === address);
  const save = async (words: ViewWords): Promise<void> => {
    const id = await saveView(address, words);
    setOpen(false);
    onSaved(id);
  };
  const replace = async (id: number): Promise<void> => {
    try {
      onSaved(await replaceView(id, address));
    } catch (error) {
      addNotice({ message: error instanceof ViewRefused ? error.message : 'actionFailed', type: 'error' });
    }
  };
  return (
    <>
      {base && (
        <button type="button" className="p-chip p-chip-clear" onClick={() => void replace(base.id)}>
          {translateButton('replaceView', 'complaints', {
            name: base.name,
            interpolation: { escapeValue: false },
          })}
        </button>
      )}
      {!isKept && (
        <button type="button" className="p-chip p-chip-clear" onClick={() => setOpen(true)}>
          {translateButton(base ? 'saveNewView' : 'saveView', 'complaints')}
        </button>
      )}
      {isOpen && (
        <ViewBox
          title={translateLabel('saveView', 'complaints')}
          words={{ name: '', isShared: false }}
          mayShare={mayShare}
          onSend={save}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
