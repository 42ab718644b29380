import { useTranslation, type ActionProps } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { ShownSecret } from '../parts/shown-secret.tsx';
import { wayBack } from '../parts/use-post.ts';
import { TokenForm } from './token-form.tsx';
import { useMaking } from './use-making.ts';

/** Makes an API client a token, which is shown on this page and never again. */
export default function MakeToken(props: ActionProps): ReactNode {
  const { translateButton } = useTranslation();
  const { made, post } = useMaking(props);
  if (props.record === undefined) return null;
  if (made === '') return <TokenForm props={props} post={post} />;
  return (
    <div className="p-card p-form">
      <ShownSecret secret={made} resourceId={props.resource.id} />
      <div className="p-buttons">
        <Link className="p-button" to={wayBack(props)}>
          {translateButton('back')}
        </Link>
      </div>
    </div>
  );
}
