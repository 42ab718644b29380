import { Icon } from '@adminjs/design-system';
import { useNotice, useTranslation } from 'adminjs';
import { useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Popover } from '../parts/popover.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import type { SavedView } from './use-queue.ts';
import { ViewBox } from './view-box.tsx';
import { deleteView, renameView, ViewRefused, type ViewWords } from './view-calls.ts';

interface ViewMenuProps {
  readonly view: SavedView;
  readonly mayShare: boolean;
  /** Called when it is called otherwise, shared, taken back or gone. */
  readonly onChanged: () => void;
}

/** What the owner of a view can do with it. */
export function ViewMenu({ view, mayShare, onChanged }: ViewMenuProps): ReactNode {
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  const addNotice = useNotice();
  const [open, setOpen] = useState<'rename' | 'delete'>();
  const place = useRef<HTMLSpanElement>(null);
  const { id, name, isShared } = view;
  const close = (): void => {
    // Behind a dialog nothing takes the focus.
    flushSync(() => setOpen(undefined));
    place.current?.querySelector('button')?.focus();
  };
  const rename = async (words: ViewWords): Promise<void> => {
    await renameView(id, words);
    close();
    onChanged();
  };
  const remove = async (): Promise<void> => {
    try {
      await deleteView(id);
      // The menu goes with its view.
      place.current?.closest('nav')?.querySelector('a')?.focus();
    } catch (error) {
      addNotice({ message: error instanceof ViewRefused ? error.message : 'actionFailed', type: 'error' });
    }
    onChanged();
  };
  const item = (step: 'rename' | 'delete', text: string): ReactNode => (
    <button type="button" className="p-filter-choice" onClick={() => setOpen(step)}>
      {translateButton(text, 'complaints')}
    </button>
  );
  const label = translateLabel('viewMenu', 'complaints', { name });
  return (
    <span ref={place} className="p-view-menu">
      <Popover className="p-icon-button" name={<Icon icon="ChevronDown" size={14} />} label={label} isIcon>
        <div className="p-filter-list">
          {item('rename', mayShare ? 'renameView' : 'renameOwnView')}
          {item('delete', 'deleteView')}
        </div>
      </Popover>
      {open === 'rename' && (
        <ViewBox
          title={translateLabel('changeView', 'complaints')}
          words={{ name, isShared }}
          mayShare={mayShare}
          onSend={rename}
          onClose={close}
        />
      )}
      {open === 'delete' && (
        <ConfirmDialog
          question={translateMessage(
            isShared ? 'deleteSharedView_confirm' : 'deleteView_confirm',
            'complaints',
            { name },
          )}
          answer={translateButton('deleteView', 'complaints')}
          onConfirm={() => void remove()}
          onClose={close}
        />
      )}
    </span>
  );
}
