import { useTranslation, type NoticeMessage } from 'adminjs';
import { Icon } from '@adminjs/design-system';
import { useEffect, type ReactNode } from 'react';
import { SignInLink } from '../parts/sign-in-link.tsx';
import { useDispatch, useSelector } from 'react-redux';

interface Notice extends NoticeMessage {
  readonly id: string;
}

/** How long good news stays on the screen, in milliseconds; bad news stays until it is closed. */
const SHOWN_FOR = 6000;
function NoticeLine({ notice }: { readonly notice: Notice }): ReactNode {
  const { translateMessage, translateButton } = useTranslation();
  const dispatch = useDispatch();
  const drop = (): void => void dispatch({ type: 'DROP_NOTICE', data: { noticeId: notice.id } });
  const bad = notice.type === 'error' || notice.type === 'danger';
  useEffect(() => {
    if (bad) return undefined;
    const timer = setTimeout(drop, SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [notice.id]);
  return (
    <div className={`p-message p-message-${bad ? 'error' : 'success'}`} role={bad ? 'alert' : 'status'}>
      <div>
        {translateMessage(notice.message, notice.resourceId, notice.options)}
        {notice.body}
        <SignInLink message={notice.message} />
      </div>
      <button type="button" className="p-icon-button" aria-label={translateButton('dismiss')} onClick={drop}>
        <Icon icon="X" />
      </button>
    </div>
  );
}

/** What has just been done, or why it could not be done. */
export default function NoticeBox(): ReactNode {
  const notices = useSelector(({ notices: all }: { notices: readonly Notice[] }) => all);
  return (
    <div className="p-notices">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </div>
  );
}
