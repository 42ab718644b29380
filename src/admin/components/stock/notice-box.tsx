import { Icon } from '@adminjs/design-system';
import { useTranslation, type NoticeMessage } from 'adminjs';
import { useEffect, useRef, type ReactNode } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { Notice } from '../../../look/states.tsx';
import { SignInLink } from '../parts/sign-in-link.tsx';

interface TextOfNotice extends NoticeMessage {
  readonly id: string;
}

/** How long good news stays on the screen, in milliseconds; bad news stays until it is closed. */
const SHOWN_FOR = 6000;

/** Takes what is told off the screen. */
function useDrop(): (id: string) => void {
  const dispatch = useDispatch();
  return (noticeId) => void dispatch({ type: 'DROP_NOTICE', data: { noticeId } });
}

function NoticeLine({ notice }: { readonly notice: TextOfNotice }): ReactNode {
  const { translateMessage, translateButton } = useTranslation();
  const drop = useDrop();
  const bad = notice.type === 'error' || notice.type === 'danger';
  useEffect(() => {
    if (bad) return undefined;
    const timer = setTimeout(() => drop(notice.id), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [notice.id]);
  return (
    <Notice kind={bad ? 'fault' : 'done'}>
      {translateMessage(notice.message, notice.resourceId, notice.options)}
      {notice.body}
      <SignInLink message={notice.message} />
      <button
        type="button"
        className="p-icon-button p-notice-close"
        aria-label={translateButton('dismiss')}
        onClick={() => drop(notice.id)}
      >
        <Icon icon="X" />
      </button>
    </Notice>
  );
}

/** Keeps as much room below menu and page as the notice takes: it never lies over what could be pressed. */
function useRoom(): React.RefObject<HTMLDivElement> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      const height = box.current?.childElementCount === 0 ? 0 : (box.current?.offsetHeight ?? 0);
      style.setProperty('--notice-room', `${height}px`);
    });
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return box;
}

/** What has just been done, or why it could not be done: the newest takes the place of what was told before. */
export default function NoticeBox(): ReactNode {
  const notices = useSelector(({ notices: all }: { notices: readonly TextOfNotice[] }) => all);
  const drop = useDrop();
  const box = useRoom();
  const newest = notices.at(-1);
  useEffect(() => {
    for (const { id } of notices.slice(0, -1)) drop(id);
  }, [notices]);
  return (
    <div className="p-notices" ref={box}>
      {newest && <NoticeLine key={newest.id} notice={newest} />}
    </div>
  );
}
