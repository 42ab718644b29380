import type { ReactElement } from 'react';
import type { FormErrors } from '../../web/views/fields.tsx';

/** What each number of stars says, from one on. */
export const RATINGS = ['Very bad', 'Bad', 'All right', 'Good', 'Very good'] as const;

/** A rating to look at. */
export function Stars({ rating }: { rating: number }): ReactElement {
  return (
    <span className="stars">
      <span aria-hidden="true">
        {'★'.repeat(rating)}
        <span className="stars-missing">{'★'.repeat(5 - rating)}</span>
      </span>
      <span className="visually-hidden">{`${rating} of 5 stars`}</span>
    </span>
  );
}

/** A rating to choose: radio buttons that look like stars. */
export function StarField({ chosen, errors }: { chosen: string; errors: FormErrors }): ReactElement {
  const error = errors.fields.rating;
  return (
    <fieldset
      className="field star-field"
      id="confirm-rating"
      tabIndex={-1}
      aria-describedby={error === undefined ? undefined : 'confirm-rating-error'}
    >
      <legend className="form-label">
        How content are you with the solution? <span className="optional">(optional)</span>
      </legend>
      <div className="star-choices">
        {RATINGS.map((text, index) => {
          const value = String(index + 1);
          return (
            <label key={value} className="star-choice">
              <input type="radio" name="rating" value={value} defaultChecked={chosen === value} />
              <span className="star" aria-hidden="true">
                ★
              </span>
              <span className="star-text">
                <span className="visually-hidden">{`${value} of 5 stars: `}</span>
                {text}
              </span>
            </label>
          );
        })}
      </div>
      {error !== undefined && (
        <p className="field-error" id="confirm-rating-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
